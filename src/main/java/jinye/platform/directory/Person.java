package jinye.platform.directory;

/** A member of staff with their primary post. */
public record Person(
        long id,
        String name,
        long post,
        String postTitle,
        long department,
        String departmentName,
        long unit,
        String unitName) {}
