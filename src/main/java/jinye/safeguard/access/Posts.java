package jinye.safeguard.access;

import java.util.List;

/** The posts a person may choose to act in. Answered by the directory, like {@link Actors}. */
public interface Posts {

    List<HeldPost> held(long person);

    record HeldPost(long id, String title, String departmentName, String unitName, boolean primary) {}
}
