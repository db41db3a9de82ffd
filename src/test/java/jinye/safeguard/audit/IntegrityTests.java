package jinye.safeguard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jinye.kernel.Actor;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 可信验证: files that are not what they were are named, alarmed, and accepted only by the security administrator. */
@JinyeTest
class IntegrityTests {

    @TempDir
    Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private Integrity integrity;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatIsChangedMissingOrAddedIsNamed() throws IOException {
        Files.writeString(folder.resolve("rule.dmn"), "limit 1000");
        Files.writeString(folder.resolve("outgoing.bpmn"), "<process/>");
        var before = ApplicationFiles.digests(folder);

        Files.writeString(folder.resolve("rule.dmn"), "limit 9000");
        Files.delete(folder.resolve("outgoing.bpmn"));
        Files.writeString(folder.resolve("Backdoor.class"), "x");

        assertThat(Integrity.compare(before, ApplicationFiles.digests(folder)))
                .containsExactly("缺少 outgoing.bpmn", "已改 rule.dmn", "多出 Backdoor.class");
        assertThat(Integrity.compare(before, before)).isEmpty();
    }

    @Test
    void theRunningApplicationIsWhatItWasAndItsRulesAreAmongTheFiles() throws IOException {
        assertThat(new ApplicationFiles().digests())
                .containsKeys("modules/access/roles.yaml", "jinye/safeguard/audit/Integrity.class")
                .hasSizeGreaterThan(1_000);
        integrity.check(null);
        assertThat(integrity.check(bureau.actor("auditadmin"))).isEmpty();
        assertThat(integrity.inForce()).isPresent();
        assertThatThrownBy(() -> integrity.accept(bureau.actor("secadmin"), "没有变化"))
                .isInstanceOf(Integrity.NothingAltered.class);
    }

    @Test
    void onlyTheSecurityAdministratorAcceptsAndTheSystemAdministratorDoesNot() {
        for (var login : new String[] {"sysadmin", "auditadmin", "limin"}) {
            assertThat(Visitor.at(port)
                            .signIn(login)
                            .put("/api/audit/integrity/baseline", "{\"reason\":\"升级\"}")
                            .status())
                    .as(login)
                    .isEqualTo(403);
        }
        assertThatThrownBy(() -> integrity.accept(bureau.actor("sysadmin"), "升级"))
                .isInstanceOf(Actor.NotPermitted.class);
        assertThat(Visitor.at(port)
                        .signIn("secadmin")
                        .get("/api/audit/integrity")
                        .status())
                .isEqualTo(200);
        assertThat(Visitor.at(port).signIn("limin").get("/api/audit/integrity").status())
                .isEqualTo(403);
    }

    @Test
    void theBaselineItselfIsNotChangedInTheDatabase() {
        integrity.check(null);
        assertThatThrownBy(() ->
                        jdbc.sql("update audit.baseline set manifest = ''").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from audit.baseline").update())
                .isInstanceOf(DataAccessException.class);
    }
}
