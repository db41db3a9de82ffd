package jinye.kernel;

/** Names a record of some module without knowing its table: {@code documents/42}. */
public record RecordId(String module, long id) {}
