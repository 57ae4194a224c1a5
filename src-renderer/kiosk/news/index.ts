// The news screens.
import './kr-house-news-screen.ts';
import './kr-news-screen.ts';
