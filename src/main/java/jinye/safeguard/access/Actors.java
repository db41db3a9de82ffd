package jinye.safeguard.access;

import java.util.Optional;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;

/** Tells who a person is. The directory answers it; access stands below the directory and cannot ask it directly. */
public interface Actors {

    /** @param post the post to act in; null means the primary one. Empty when the person has left or holds no post. */
    Optional<Actor> actor(long person, @Nullable Long post);
}
