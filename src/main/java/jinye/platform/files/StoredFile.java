package jinye.platform.files;

import java.time.Instant;

/** @param type media type found in the content, not the one claimed. @param size bytes. @param sha256 64 hex digits */
public record StoredFile(long id, String name, String type, long size, String sha256, Instant storedAt) {}
