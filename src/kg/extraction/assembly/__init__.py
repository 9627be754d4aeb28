"""The only maker of facts and near misses, with the whole article in view."""
