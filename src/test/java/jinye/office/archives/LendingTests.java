package jinye.office.archives;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static jinye.office.archives.FiledItems.done;
import static jinye.office.archives.FiledItems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import javax.imageio.ImageIO;
import jinye.kernel.Moments;
import jinye.office.archives.lending.LoanKeeper;
import jinye.platform.papers.Watermarks;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Using archives: the open catalogue, approvals in the order of the rule, watermarked pages, expiry, originals. */
@JinyeTest
class LendingTests {

    private static final String AT = "/api/archives/";

    @LocalServerPort
    private int port;

    @Autowired
    private FiledItems filed;

    @Autowired
    private LoanKeeper keeper;

    @Autowired
    private Watermarks watermarks;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whoSeesOnlyTheCatalogueLineAsksAndTwoDecideBeforePagesShow() {
        long item = filed.item(port, "关于借阅审批的通知");
        var borrower = outsider();
        assertThat(borrower.get(AT + "items/" + item).status()).isEqualTo(404);
        var line = borrower.get(AT + "catalogue?text=关于借阅审批的通知")
                .json()
                .path("items")
                .get(0);
        assertThat(line.path("readable").asBoolean()).isFalse();
        assertThat(line.path("archiveNumber").asString()).contains("-ZMC-");

        long loan = ask(borrower, item, "ONLINE", 7);
        assertThat(view(borrower, loan).path("loan").path("number").asString()).matches("JY-\\d{4}-\\d{4}");
        assertThat(refused(page(borrower, loan, 1))).isEqualTo("archives.loan-not-open");
        assertThat(visitor(port, "zhaowei")
                        .get(AT + "loans/" + loan)
                        .json()
                        .path("mayDecide")
                        .asBoolean())
                .as("the head of the department that made it decides first")
                .isTrue();
        assertThat(refused(decide("pengfang", loan, true))).as("not their turn").isEqualTo("archives.no-such-loan");
        done(decide("zhaowei", loan, true));
        assertThat(refused(decide("zhaowei", loan, true))).isEqualTo("archives.no-such-loan");
        done(decide("pengfang", loan, true));

        var now = view(borrower, loan);
        assertThat(now.path("loan").path("state").asString()).isEqualTo("IN_USE");
        assertThat(now.path("loan").path("until").asString())
                .isEqualTo(LocalDate.now(Moments.ZONE).plusDays(7).toString());
        assertThat(now.path("parts").size()).isEqualTo(3);
        assertThat(page(borrower, loan, 1).type()).startsWith("image/png");
        assertThat(page(borrower, loan, 4).status()).as("the trail is text").isEqualTo(200);
        assertThat(view(borrower, loan).path("uses").toString())
                .contains("READ")
                .contains("办理过程.txt");
        assertThat(refused(page(visitor(port, "zhaowei"), loan, 1))).isEqualTo("archives.no-such-loan");
        assertThat(refused(borrower.get(AT + "loans/" + loan + "/components/1/copy")))
                .isEqualTo("archives.copy-not-granted");
        assertThat(borrower.get(AT + "items/" + item).status())
                .as("a loan opens pages, not the record")
                .isEqualTo(404);
    }

    @Test
    void whatIsRefusedSaysWhyAndWhoAskedMayAskAgain() {
        long item = filed.item(port, "关于借阅不同意的通知");
        var borrower = outsider();
        long loan = ask(borrower, item, "ONLINE", 3);
        assertThat(refused(borrower.post(AT + "loans", asked(item, "ONLINE", 3))))
                .isEqualTo("archives.already-asked");
        assertThat(refused(visitor(port, "zhaowei")
                        .put(AT + "loans/" + loan + "/decision", json(Map.of("agreed", false, "opinion", " ")))))
                .isEqualTo("archives.say-why");

        done(visitor(port, "zhaowei")
                .put(AT + "loans/" + loan + "/decision", json(Map.of("agreed", false, "opinion", "与工作无关"))));

        var view = view(borrower, loan);
        assertThat(view.path("loan").path("stateTerm").asString()).isEqualTo("不同意");
        assertThat(view.path("approvals").toString()).contains("与工作无关");
        assertThat(ask(borrower, item, "ONLINE", 3)).isGreaterThan(loan);
    }

    @Test
    void aLoanEndsByItselfAfterItsLastDayIsRenewedOnceAndGivenBackEarly() {
        long item = filed.item(port, "关于借阅到期的通知");
        var borrower = outsider();
        long loan = begun(borrower, item);
        done(borrower.put(AT + "loans/" + loan + "/renewal", "{}"));
        assertThat(view(borrower, loan).path("loan").path("until").asString())
                .isEqualTo(LocalDate.now(Moments.ZONE).plusDays(14).toString());
        assertThat(refused(borrower.put(AT + "loans/" + loan + "/renewal", "{}")))
                .isEqualTo("archives.no-renewal");

        yesterday(loan);
        assertThat(refused(page(borrower, loan, 1)))
                .as("before any job has run")
                .isEqualTo("archives.loan-not-open");
        keeper.round();
        assertThat(view(borrower, loan).path("loan").path("stateTerm").asString())
                .isEqualTo("已到期");

        long second = begun(borrower, item);
        done(borrower.put(AT + "loans/" + second + "/effect", json(Map.of("effect", "用于核对许可证布局"))));
        done(borrower.put(AT + "loans/" + second + "/return", json(Map.of("condition", ""))));
        assertThat(refused(page(borrower, second, 1))).isEqualTo("archives.loan-not-open");
        assertThat(archivist().get(AT + "loans?view=REGISTER&text=关于借阅到期的通知").body())
                .contains("用于核对许可证布局")
                .contains("已归还");
        assertThat(borrower.get(AT + "loans?view=REGISTER").status()).isEqualTo(403);
    }

    @Test
    void copiesAreOnlyMadeWhereGrantedAndCarryTheMarkOnEveryPage() throws IOException {
        long item = filed.item(port, "关于复制档案的通知");
        var borrower = outsider();
        long loan = ask(borrower, item, "COPY", 7);
        done(decide("zhaowei", loan, true));
        done(decide("hewei", loan, true));
        done(decide("pengfang", loan, true));

        var copy = borrower.get(AT + "loans/" + loan + "/components/1/copy");
        assertThat(copy.status()).isEqualTo(200);
        assertThat(copy.body()).startsWith("%PDF");
        assertThat(view(borrower, loan).path("uses").toString()).contains("COPIED");

        var white = new java.awt.image.BufferedImage(800, 1000, java.awt.image.BufferedImage.TYPE_INT_RGB);
        white.createGraphics().fillRect(0, 0, 800, 1000);
        var plain = new java.io.ByteArrayOutputStream();
        ImageIO.write(white, "png", plain);
        var marked = ImageIO.read(
                new ByteArrayInputStream(watermarks.across(plain.toByteArray(), "李敏 湖南省烟草专卖局 JY-2026-0001")));
        for (int x = 0; x < 800; x += 200) {
            for (int y = 0; y < 1000; y += 250) {
                assertThat(isMarked(marked.getSubimage(x, y, 200, 250)))
                        .as("no part of a page is without the mark: %d, %d", x, y)
                        .isTrue();
            }
        }
    }

    @Test
    void anOriginalIsHandedOutOnceUrgedWhenOverdueAndLookedAtWhenItComesBack() {
        long item = filed.item(port, "关于借出原件的通知");
        var borrower = outsider();
        long loan = ask(borrower, item, "ORIGINAL", 5);
        done(decide("zhaowei", loan, true));
        done(decide("pengfang", loan, true));
        assertThat(view(borrower, loan).path("loan").path("stateTerm").asString())
                .isEqualTo("待领取");
        assertThat(borrower.put(AT + "loans/" + loan + "/handing-out", "{}").status())
                .isEqualTo(403);
        done(archivist().put(AT + "loans/" + loan + "/handing-out", "{}"));

        var head = visitor(port, "zhaowei");
        long second = ask(head, item, "ORIGINAL", 5);
        done(decide("pengfang", second, true));
        assertThat(refused(archivist().put(AT + "loans/" + second + "/handing-out", "{}")))
                .isEqualTo("archives.original-out");

        yesterday(loan);
        keeper.round();
        keeper.round();
        assertThat(jdbc.sql("select count(*) from archives.use_entry where loan = ? and act = 'URGED'")
                        .param(loan)
                        .query(Integer.class)
                        .single())
                .as("urged once, not every time the job runs")
                .isEqualTo(1);
        assertThat(archivist().get(AT + "loans?view=REGISTER&overdue=true").body())
                .contains("关于借出原件的通知");
        assertThat(refused(archivist().put(AT + "loans/" + loan + "/return", json(Map.of("condition", "")))))
                .isEqualTo("archives.say-condition");
        done(archivist().put(AT + "loans/" + loan + "/return", json(Map.of("condition", "完好"))));
        done(archivist().put(AT + "loans/" + second + "/handing-out", "{}"));
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("delete from archives.use_entry").update());
    }

    private static boolean isMarked(java.awt.image.BufferedImage part) {
        for (int x = 0; x < part.getWidth(); x++) {
            for (int y = 0; y < part.getHeight(); y++) {
                if ((part.getRGB(x, y) & 0xff) < 230) {
                    return true;
                }
            }
        }
        return false;
    }

    private long begun(Visitor borrower, long item) {
        long loan = ask(borrower, item, "ONLINE", 7);
        done(decide("zhaowei", loan, true));
        done(decide("pengfang", loan, true));
        return loan;
    }

    private void yesterday(long loan) {
        jdbc.sql("update archives.loan set until = current_date - 2 where id = ?")
                .param(loan)
                .update();
    }

    private static long ask(Visitor borrower, long item, String mode, int days) {
        return done(borrower.post(AT + "loans", asked(item, mode, days)))
                .json()
                .path("id")
                .asLong();
    }

    private static String asked(long item, String mode, int days) {
        return json(Map.of("item", item, "mode", mode, "purpose", "WORK", "reason", "核对历史政策", "days", days));
    }

    private Visitor.Answer decide(String who, long loan, boolean agreed) {
        return visitor(port, who)
                .put(AT + "loans/" + loan + "/decision", json(Map.of("agreed", agreed, "opinion", "")));
    }

    private static Visitor.Answer page(Visitor reader, long loan, int position) {
        return reader.get(AT + "loans/" + loan + "/components/" + position + "/pages/1");
    }

    private static JsonNode view(Visitor reader, long loan) {
        return done(reader.get(AT + "loans/" + loan)).json();
    }

    private Visitor archivist() {
        return visitor(port, "pengfang");
    }

    /** Of another department, without any grant. */
    private Visitor outsider() {
        return visitor(port, OUTSIDER);
    }

    private static final String OUTSIDER = "dengxia";
}
