package jinye.office.documents;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.directory.Unit;
import jinye.platform.papers.SealPicture;
import jinye.platform.workflow.Matters;
import jinye.safeguard.access.Actors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The documents of the demo bureau, each in a telling state, made by the same acts a person would use. Nothing is written into
 * tables directly: what the samples show can be done.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class SampleDocuments implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SampleDocuments.class);
    private static final double SEAL_DIAMETER = 42;
    private static final int STEPS_MAX = 20;

    private final boolean wanted;
    private final DocumentDrafting drafting;
    private final DocumentIssuing issuing;
    private final IncomingHandling incoming;
    private final DocumentStore store;
    private final Seals seals;
    private final SealPicture pictures;
    private final Directory directory;
    private final Actors actors;
    private final Matters matters;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SampleDocuments(
            @Value("${jinye.demo:false}") boolean wanted,
            DocumentDrafting drafting,
            DocumentIssuing issuing,
            IncomingHandling incoming,
            DocumentStore store,
            Seals seals,
            SealPicture pictures,
            Directory directory,
            Actors actors,
            Matters matters,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.wanted = wanted;
        this.drafting = drafting;
        this.issuing = issuing;
        this.incoming = incoming;
        this.store = store;
        this.seals = seals;
        this.pictures = pictures;
        this.directory = directory;
        this.actors = actors;
        this.matters = matters;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!wanted || directory.allUnits().isEmpty()) {
            return;
        }
        if (seals.none()) {
            long started = System.nanoTime();
            transaction.executeWithoutResult(status -> drawSeals());
            log.info("Seals of the demo bureau drawn in {} ms", (System.nanoTime() - started) / 1_000_000);
        }
        boolean empty = jdbc.sql("select not exists (select 1 from documents.document)")
                .query(Boolean.class)
                .single();
        if (empty) {
            long started = System.nanoTime();
            var samples = samples();
            samples.forEach(sample -> transaction.executeWithoutResult(status -> make(sample)));
            log.info("{} sample documents made in {} ms", samples.size(), (System.nanoTime() - started) / 1_000_000);
        }
    }

    private void drawSeals() {
        var since = LocalDate.of(2024, 1, 1);
        for (var unit : directory.allUnits()) {
            if (unit.level() == Unit.Level.COUNTY) {
                continue;
            }
            var keeper = first("R_SEAL", unit.id()).map(Person::name).orElse("办公室");
            seals.add(
                    unit.id(),
                    Seals.UNIT_SEAL,
                    unit.name() + "印章（演示）",
                    SEAL_DIAMETER,
                    pictures.draw(unit.name(), SEAL_DIAMETER),
                    keeper,
                    since);
            if (unit.level() == Unit.Level.PROVINCE) {
                var office = unit.name() + "办公室";
                seals.add(
                        unit.id(),
                        Seals.OFFICE_SEAL,
                        office + "印章（演示）",
                        SEAL_DIAMETER,
                        pictures.draw(office, SEAL_DIAMETER),
                        keeper,
                        since);
            }
        }
    }

    private record Sample(Flow flow, Map<?, ?> says) {
        String text(String key, String otherwise) {
            var value = says.get(key);
            return value == null ? otherwise : String.valueOf(value);
        }

        List<String> list(String key) {
            return says.get(key) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }
    }

    private static List<Sample> samples() {
        var samples = new ArrayList<Sample>();
        try (var in = new ClassPathResource("modules/documents/samples.yaml").getInputStream()) {
            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            for (var flow : Flow.values()) {
                if (read.get(flow.word()) instanceof List<?> list) {
                    list.forEach(entry -> {
                        if (entry instanceof Map<?, ?> map) {
                            samples.add(new Sample(flow, map));
                        }
                    });
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("The sample documents cannot be read", unreadable);
        }
        return samples;
    }

    private void make(Sample sample) {
        long id = sample.flow() == Flow.INCOMING ? register(sample) : draft(sample);
        carry(sample, id);
    }

    private long draft(Sample sample) {
        var unit = unit(sample.text("unit", "43000000"));
        var department = sample.text("department", "ZMC");
        var author = staff(unit, department);
        var signer = directory.leadersOf(unit.id()).stream().skip(1).findFirst().map(Person::id);
        var cities = directory.unitsBelow(unit.id()).stream().map(Unit::id).toList();
        boolean memo = sample.flow() == Flow.MEMO;
        var kind = sample.text("kind", memo ? "N1" : Kind.NOTICE);
        var amount = sample.text("amount", "");
        var content = new DraftContent(
                kind,
                sample.text("title", ""),
                body(sample.text("body", "")).json(),
                sample.text("urgency", Urgency.PLAIN.name()),
                null,
                null,
                memo ? List.of() : cities,
                null,
                null,
                null,
                memo ? null : sample.text("publicity", Publicity.OPEN.name()),
                sample.text("publicityReason", ""),
                null,
                null,
                null,
                memo ? null : 30,
                null,
                null,
                Boolean.valueOf(sample.text("normative", "false")),
                sample.list("countersigners").stream()
                        .map(code -> department(unit, code))
                        .toList(),
                null,
                memo ? null : signer.orElse(null),
                null,
                null,
                null,
                "D30",
                null,
                memo ? sample.text("matter", "") : null,
                amount.isEmpty() ? null : new BigDecimal(amount),
                sample.text("budgetItem", ""),
                null);
        return drafting.start(author, sample.flow(), content).id();
    }

    private long register(Sample sample) {
        var unit = unit(sample.text("unit", "43000000"));
        var registrar = actor(first("R_REGISTRAR", unit.id()).orElseThrow());
        return incoming.register(
                registrar,
                new RegisterIncoming(
                        null,
                        sample.text("from", ""),
                        sample.text("number", ""),
                        sample.text("title", ""),
                        sample.text("kind", Kind.NOTICE),
                        Urgency.PLAIN,
                        sample.text("sourceClass", "其他"),
                        sample.text("handling", "ACT"),
                        null,
                        clock.instant().minus(Duration.ofHours(1)),
                        sample.text("body", ""),
                        null,
                        List.of()));
    }

    /** Walks the document to the node at which it is left lying. */
    private void carry(Sample sample, long id) {
        var until = sample.text("until", "draft");
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            var document = store.find(id).orElseThrow();
            var node = node(document);
            if (node == null || node.equals(until)) {
                return;
            }
            step(document, node);
        }
        throw new IllegalStateException("The sample “" + sample.text("title", "") + "” never reaches " + until);
    }

    private void step(Document document, String node) {
        var handlers = handlers(document, node);
        for (var handler : handlers) {
            switch (node) {
                case "sign" -> issuing.sign(handler, document.id, "同意签发。");
                case "number" -> issuing.number(handler, document.id, null);
                case "recheck" -> issuing.recheck(handler, document.id, "");
                case "typeset" -> issuing.typeset(handler, document.id, true);
                case "seal" -> issuing.seal(handler, document.id);
                case "propose" -> propose(handler, document);
                case "review" -> send(handler, document, node, "accept", "符合要求，拟请办公室提出拟办意见。");
                case "draft" -> send(handler, document, node, "sent", "");
                case "instruct" -> send(handler, document, node, "sent", "请专卖科牵头落实，并报结果。");
                default -> send(handler, document, node, "agree", "同意。");
            }
        }
    }

    private void propose(Actor handler, Document document) {
        long unit = document.origin.unit();
        boolean read = document.requireIncoming().toRead();
        incoming.propose(
                handler,
                document.id,
                new IncomingHandling.ProposeHandling(
                        read
                                ? List.of()
                                : directory.leadersOf(unit).stream()
                                        .limit(1)
                                        .map(Person::id)
                                        .toList(),
                        read ? null : Long.valueOf(department(directory.unit(unit), "ZMC")),
                        List.of(),
                        read
                                ? directory.leadersOf(unit).stream()
                                        .map(Person::id)
                                        .toList()
                                : List.of(),
                        null,
                        null,
                        read ? "请各位局领导阅。" : "建议由专卖科牵头办理。"));
    }

    private void send(Actor handler, Document document, String node, String decision, String opinion) {
        matters.send(handler, document.flow.matter(), document.id, node, decision, opinion);
    }

    private static @Nullable String node(Document document) {
        for (var node : List.of(
                "draft",
                "department",
                "countersign",
                "legal",
                "office",
                "leader",
                "sign",
                "number",
                "recheck",
                "typeset",
                "seal",
                "distribute",
                "review",
                "propose",
                "instruct",
                "handle",
                "circulate",
                "close",
                "principal",
                "result")) {
            if (DocumentState.at(document.flow, node) == document.state) {
                return node;
            }
        }
        return null;
    }

    private List<Actor> handlers(Document document, String node) {
        long unit = document.origin.unit();
        var people = switch (node) {
            case "draft", "result" -> List.of(directory.person(document.origin.author()));
            case "department" ->
                directory.headOf(document.origin.department()).stream().toList();
            case "countersign" ->
                document.elements.countersigners().stream()
                        .map(directory::headOf)
                        .flatMap(Optional::stream)
                        .toList();
            case "leader" ->
                directory.leaderInChargeOf(document.origin.department()).stream()
                        .toList();
            case "sign" -> {
                var signer = document.elements.signer();
                yield signer == null
                        ? directory.principalOf(unit).stream().toList()
                        : List.of(directory.person(signer));
            }
            case "legal" -> first("R_LEGAL", unit).stream().toList();
            case "seal" -> first("R_SEAL", unit).stream().toList();
            case "instruct" ->
                document.requireIncoming().leaders().stream()
                        .map(directory::person)
                        .toList();
            default -> first("R_OFFICE", unit).stream().toList();
        };
        return people.stream().map(this::actor).toList();
    }

    /** Lines that begin with # are headings, with ## of the second level. */
    static Body body(String text) {
        return new Body(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .<Body.Block>map(line -> {
                    if (line.startsWith("## ")) {
                        return new Body.Heading(2, line.substring(3));
                    }
                    return line.startsWith("# ") ? new Body.Heading(1, line.substring(2)) : new Body.Paragraph(line);
                })
                .toList());
    }

    private Unit unit(String code) {
        return directory.allUnits().stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private long department(Unit unit, String code) {
        return directory.departmentsOf(unit.id()).stream()
                .filter(department -> department.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Optional<Person> first(String role, long unit) {
        return directory.holdersOf(role, unit).stream().findFirst();
    }

    /** Somebody who drafts in the department; in the demo bureau 李敏 for 专卖监督管理处. */
    private Actor staff(Unit unit, String departmentCode) {
        long department = department(unit, departmentCode);
        var staff = directory.holdersOf("R_STAFF", unit.id()).stream()
                .filter(person -> person.department() == department)
                .toList();
        return actor(staff.stream()
                .filter(person -> person.name().equals("李敏"))
                .findFirst()
                .orElse(staff.getLast()));
    }

    private Actor actor(Person person) {
        return actors.actor(person.id(), null).orElseThrow();
    }
}
