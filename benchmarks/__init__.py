"""Speed and memory, as ratios to peers that run side by side with us."""
