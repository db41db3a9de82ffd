package jinye.office.archives;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Year;
import java.util.Map;
import jinye.sample.Visitor;
import org.springframework.stereotype.Component;

/** Items of the archives, for tests of what happens to them afterwards. */
@Component
public class FiledItems {

    private static final int YEAR = Year.now().getValue();

    private final EndedDocuments ended;

    FiledItems(EndedDocuments ended) {
        this.ended = ended;
    }

    /** A filed document of the province's 专卖处, kept for ten years. */
    public long item(int port, String title) {
        var filed = visitor(port, "pengfang")
                .post(
                        "/api/archives/items",
                        json(Map.of(
                                "document",
                                ended.outgoing(port, title),
                                "retention",
                                "D10",
                                "classCode",
                                "ZMC",
                                "year",
                                YEAR)));
        return done(filed).json().path("item").asLong();
    }

    public static Visitor.Answer done(Visitor.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 204);
        return answer;
    }

    /** @return the code of the refusal */
    public static String refused(Visitor.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(403, 404, 409, 422);
        return answer.json().path("code").asString();
    }
}
