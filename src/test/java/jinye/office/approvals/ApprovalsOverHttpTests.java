package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the workspace asks, in the order in which it asks it. */
@JinyeTest
class ApprovalsOverHttpTests {

    @LocalServerPort
    int port;

    @Test
    void aRequestIsBegunFilledInAndShownOnItsTaskPage() {
        var staff = Visitor.at(port).signIn("limin");
        assertThat(staff.get("/api/approvals/catalogue").status()).isEqualTo(200);

        var begun = staff.post("/api/approvals/requests", "{\"kind\":\"leave\",\"data\":null}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        long id = begun.json().path("id").asLong();
        var matter = staff.get("/api/workflow/matters?kind=approvals.leave&record=" + id);
        assertThat(matter.status()).as(matter.body()).isEqualTo(200);
        var view = staff.get("/api/approvals/requests/" + id);
        assertThat(view.json().path("node").asString()).isEqualTo("apply");

        var data = "{\\\"kind\\\":\\\"annual\\\",\\\"days\\\":3}";
        long version = view.json().path("version").asLong();
        var saved = staff.put("/api/approvals/requests/" + id + "/form", "{\"data\":\"" + data + "\"}", version);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        var stale = staff.put("/api/approvals/requests/" + id + "/form", "{\"data\":\"" + data + "\"}", version);
        assertThat(stale.code()).isEqualTo("approvals.stale");
        assertThat(Visitor.at(port)
                        .signIn("jiangbo")
                        .get("/api/approvals/requests/" + id)
                        .status())
                .isEqualTo(404);
    }
}
