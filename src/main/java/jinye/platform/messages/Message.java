package jinye.platform.messages;

import jinye.kernel.Urgency;

/**
 * @param key   makes the message unique per person, such as {@code urge:matter:12:2026-11-24}
 * @param kind  word for grouping: {@code urge}, {@code returned}, {@code recalled}, {@code deadline}, {@code info}
 * @param title one Chinese sentence
 * @param link  where it leads inside the workspace, such as {@code /documents/12}
 */
public record Message(String key, String kind, String title, String link, Urgency urgency) {}
