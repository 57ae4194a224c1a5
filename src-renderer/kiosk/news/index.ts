// The news screens.
import './kr-news-screen.ts';
