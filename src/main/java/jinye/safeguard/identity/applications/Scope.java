package jinye.safeguard.identity.applications;

import java.util.Arrays;
import java.util.Optional;

/** What an application may learn about a person, or read from us for itself. */
public enum Scope {
    OPENID("openid", true),
    PROFILE("profile", true),
    ORGANISATION("organisation", true),
    PERSON_NUMBER("person_number", true),
    READ_DIRECTORY("directory.read", false);

    private final String word;
    private final boolean personal;

    Scope(String word, boolean personal) {
        this.word = word;
        this.personal = personal;
    }

    public String word() {
        return word;
    }

    /** About the person who signs in; the others are for services. */
    public boolean personal() {
        return personal;
    }

    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }
}
