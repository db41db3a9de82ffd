package jinye.kernel;

import java.util.Set;

/**
 * Who acts: one person, in one of the posts they hold. All ids are those of {@code platform.directory}.
 *
 * @param tokens      what the person holds for reading: {@code person:1}, {@code post:2}, {@code department:3},
 *                    {@code unit:4}, {@code role:R_OFFICE@unit:4}; all posts of the person count, not only the present one
 * @param permissions what the person may do in the present unit: words such as {@code documents.seal}
 */
public record Actor(
        long person,
        String name,
        long post,
        String postTitle,
        long department,
        String departmentName,
        long unit,
        String unitName,
        Set<String> tokens,
        Set<String> permissions) {

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    /** @throws NotPermitted unless the person holds the permission */
    public void require(String permission) {
        if (!may(permission)) {
            throw new NotPermitted(permission);
        }
    }

    /** Says which permission is missing, so that the person knows what to ask the administrator for. */
    public static final class NotPermitted extends Refusal {
        NotPermitted(String permission) {
            super(Kind.FORBIDDEN, "access.not-permitted", permission);
        }
    }
}
