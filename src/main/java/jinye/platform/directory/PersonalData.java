package jinye.platform.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.SecrecyWords;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 查看全号: personal data whole, for a reason that is written down (个人信息保护法 art. 28, 51). */
@RestController
@RequestMapping("/api/directory")
class PersonalData {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Journal journal;

    PersonalData(JdbcClient jdbc, Directory directory, Journal journal) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.journal = journal;
    }

    record LookUp(@NotBlank @Size(max = 200) String reason) {}

    record WholeNumbers(@Nullable String mobile) {}

    @PostMapping("/people/{id}/disclosures")
    @Transactional
    public WholeNumbers lookUpPerson(Actor actor, @PathVariable long id, @Valid @RequestBody LookUp lookUp) {
        actor.require("directory.see-personal");
        SecrecyWords.refuseIn(lookUp.reason());
        var name = directory.person(id).name();
        journal.record(
                actor,
                "directory.look-up",
                new RecordId("directory", id),
                Map.of("name", name, "reason", lookUp.reason().strip()));
        return new WholeNumbers(mobile(id));
    }

    private @Nullable String mobile(long id) {
        return jdbc.sql("select coalesce(mobile, '') from directory.person where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .filter(number -> !number.isEmpty())
                .orElse(null);
    }
}
