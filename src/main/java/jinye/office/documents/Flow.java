package jinye.office.documents;

import java.util.Locale;
import jinye.office.documents.text.UnknownWord;

/** The three ways a document is handled: sent out, received, or asked inside the house. */
enum Flow {
    OUTGOING("发文"),
    INCOMING("收文"),
    MEMO("签报");

    private final String term;

    Flow(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }

    /** As written in addresses, events and the database. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of matter, see {@code MatterDesk}. */
    String matter() {
        return "documents." + word();
    }

    static Flow of(String word) {
        for (var flow : values()) {
            if (flow.word().equals(word)) {
                return flow;
            }
        }
        throw new UnknownWord("flow", word);
    }
}
