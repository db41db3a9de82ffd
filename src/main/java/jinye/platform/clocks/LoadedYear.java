package jinye.platform.clocks;

/** @param recomputed kept clocks whose due moment was moved or confirmed */
record LoadedYear(int year, int days, int recomputed) {}
