"""What is known of the language itself: tokens, sentences, quotations, dates, numbers, word forms. Indonesian first."""
