package jinye.office.documents.elements;

import java.util.stream.Stream;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import org.jspecify.annotations.Nullable;

/** 保守国家秘密法 art. 31: this system must not hold state secrets, so what is marked as one is not even stored. */
public final class StateSecret extends Refusal {

    private static final String NONE = "无";
    private static final int SHOWN_MAX = 20;

    private StateSecret(String mark) {
        super(Kind.INVALID, "documents.state-secret", mark);
    }

    /** @param secrecy 密级 as somebody chose or typed it; anything but none is too much for this system */
    public static void refuseLevel(@Nullable String secrecy) {
        if (secrecy != null && !secrecy.isBlank() && !secrecy.equals(NONE)) {
            throw new StateSecret(secrecy.length() > SHOWN_MAX ? secrecy.substring(0, SHOWN_MAX) : secrecy);
        }
    }

    /** Titles, texts and names of attachments. */
    public static void refuseIn(Stream<String> texts) {
        texts.flatMap(text -> SecrecyWords.in(text).stream()).findFirst().ifPresent(mark -> {
            throw new StateSecret(mark);
        });
    }
}
