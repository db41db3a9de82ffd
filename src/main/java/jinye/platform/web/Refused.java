package jinye.platform.web;

import jinye.kernel.Refusal;

/** Somebody asked for what they may not have: said to whoever keeps account of it, after everything else was taken back. */
public record Refused(Refusal.Kind kind, String code) {}
