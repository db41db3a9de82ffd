package jinye.office.approvals;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import jinye.kernel.Actor;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.forms.Forms;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StepArrived;
import jinye.safeguard.access.Actors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of the demo bureau in telling states, made by the same acts a person would use, when everybody can work already. One
 * transaction each, so that nobody waits long for the numbers they take.
 */
@Component
class SampleRequests {

    private static final Logger log = LoggerFactory.getLogger(SampleRequests.class);
    private static final int STEPS_MAX = 30;
    private static final int TRIES_MAX = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final boolean wanted;
    private final Requests requests;
    private final RequestStore store;
    private final PartStore parts;
    private final Matters matters;
    private final Directory directory;
    private final Actors actors;
    private final SampleWords words;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    /** Who was asked, by kind, record and node; only while samples are made, and only by the thread that makes them. */
    private final ThreadLocal<@Nullable Map<String, List<Long>>> asked = new ThreadLocal<>();

    SampleRequests(
            @Value("#{${jinye.demo:false} and '${jinye.role:province}' == 'province'}") boolean wanted,
            Requests requests,
            RequestStore store,
            PartStore parts,
            Matters matters,
            Directory directory,
            Actors actors,
            SampleWords words,
            JdbcClient jdbc,
            JsonMapper json,
            TransactionTemplate transaction) {
        this.wanted = wanted;
        this.requests = requests;
        this.store = store;
        this.parts = parts;
        this.matters = matters;
        this.directory = directory;
        this.actors = actors;
        this.words = words;
        this.jdbc = jdbc;
        this.json = json;
        this.transaction = transaction;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (wanted && !directory.allUnits().isEmpty()) {
            Thread.ofVirtual().name("sample-requests").start(this::make);
        }
    }

    @EventListener
    void noted(StepArrived step) {
        var noting = asked.get();
        if (noting != null) {
            noting.put(step.kind() + "/" + step.record() + "/" + step.node(), step.handlers());
        }
    }

    /** Goes on where an earlier start was stopped. Where people have requests of their own and no sample, none is mixed in. */
    private void make() {
        long started = System.nanoTime();
        var samples = SampleWords.samples();
        var made = new HashSet<>(jdbc.sql("select number from approvals.sample_made")
                .query(Integer.class)
                .list());
        boolean own = made.isEmpty()
                && jdbc.sql("select exists (select from approvals.request)")
                        .query(Boolean.class)
                        .single();
        if (own || made.size() == samples.size()) {
            return;
        }
        for (int number = 1; number <= samples.size(); number++) {
            if (!made.contains(number) && !made(number, samples.get(number - 1))) {
                return;
            }
        }
        log.info(
                "{} sample requests made in {} ms",
                samples.size() - made.size(),
                (System.nanoTime() - started) / 1_000_000);
    }

    /** A database that is away comes back. @return false when it did not; the next start goes on from here */
    private boolean made(int number, Map<?, ?> sample) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            asked.set(new HashMap<>());
            try {
                transaction.executeWithoutResult(status -> {
                    make(sample);
                    jdbc.sql("insert into approvals.sample_made (number) values (:number)")
                            .param("number", number)
                            .update();
                });
                return true;
            } catch (DataAccessException | TransactionException away) {
                log.debug("Sample request {} is not made yet", number, away);
                LockSupport.parkNanos(PAUSE.toNanos());
            } finally {
                asked.remove();
            }
        }
        return false;
    }

    private void make(Map<?, ?> sample) {
        var kind = SampleWords.text(sample, "kind", "");
        var applicant =
                applicant(SampleWords.text(sample, "unit", "43000000"), SampleWords.text(sample, "department", "ZMC"));
        var data = words.data(applicant, sample.get("data"));
        long id = requests.start(applicant, kind, Forms.data(json.writeValueAsString(data)))
                .id();
        var until = SampleWords.text(sample, "until", "end");
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            var open = matters.openNodes(Kind.matter(kind), id);
            if (open.isEmpty() || open.contains(until)) {
                return;
            }
            if (!step(sample, kind, id, applicant, open)) {
                return;
            }
        }
        throw new IllegalStateException("The sample of " + kind + " never reaches " + until);
    }

    /** @return false when it waits for a moment or for departments that do not answer in the sample */
    private boolean step(Map<?, ?> sample, String kind, long id, Actor applicant, List<String> open) {
        var matter = Kind.matter(kind);
        for (var node : open) {
            var handlers = handlers(matter, id, node);
            if (handlers.isEmpty()) {
                continue;
            }
            var more = words.data(applicant, SampleWords.at(sample, "steps", node));
            if (!more.isEmpty()) {
                requests.save(
                        handlers.getFirst(), id, store.get(id).version, Forms.data(json.writeValueAsString(more)));
            }
            var decision = SampleWords.at(sample, "decisions", node) instanceof String word ? word : "";
            var said = decision.equals("refuse") ? "情况不具备，不同意。" : "同意。";
            for (var handler : handlers) {
                matters.send(handler, matter, id, node, decision, node.equals("apply") ? "" : said);
            }
            return true;
        }
        return answer(sample, kind, id, applicant);
    }

    private boolean answer(Map<?, ?> sample, String kind, long id, Actor applicant) {
        boolean any = false;
        for (var part : parts.of(id)) {
            var code = directory.department(part.department).code();
            var answer = words.data(applicant, SampleWords.at(sample, "parts", code));
            var handlers = handlers(Kind.partMatter(kind), part.id, "fill");
            if (part.state == Part.State.ASKED && !answer.isEmpty() && !handlers.isEmpty()) {
                requests.saveAnswer(
                        handlers.getFirst(), part.id, part.version, Forms.data(json.writeValueAsString(answer)));
                matters.send(handlers.getFirst(), Kind.partMatter(kind), part.id, "fill", "", "已会审。");
                any = true;
            }
        }
        return any;
    }

    private List<Actor> handlers(String matter, long record, String node) {
        var noting = asked.get();
        var people = noting == null ? null : noting.get(matter + "/" + record + "/" + node);
        if (people == null) {
            return List.of();
        }
        return people.stream()
                .map(person -> actors.actor(person, null))
                .flatMap(java.util.Optional::stream)
                .filter(actor -> matters.handles(actor, matter, record, node))
                // of a pool one is enough
                .limit(people.size() > 1 ? 1 : people.size())
                .toList();
    }

    private Actor applicant(String unitCode, String departmentCode) {
        var unit = directory.allUnits().stream()
                .filter(one -> one.code().equals(unitCode))
                .findFirst()
                .orElseThrow();
        long department = words.department(unit.id(), departmentCode).id();
        return directory.holdersOf("R_STAFF", unit.id()).stream()
                .filter(person -> person.department() == department)
                .map(Person::id)
                .map(person -> actors.actor(person, null))
                .flatMap(java.util.Optional::stream)
                .filter(actor -> directory
                        .headOf(department)
                        .filter(head -> head.id() == actor.person())
                        .isEmpty())
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
