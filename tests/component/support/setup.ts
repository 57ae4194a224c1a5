// The page around every component test: the product's own styles.
import '../../../src-renderer/styles/index.css';
