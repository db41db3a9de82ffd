package jinye.office.documents;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.elements.StateSecret;
import jinye.office.documents.relations.ReplyPeriods;
import jinye.office.documents.secrecy.Quarantine;
import jinye.office.documents.text.Body;
import jinye.office.documents.text.BodyReader;
import jinye.office.documents.text.PlainText;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import jinye.platform.numbering.Numbering;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StartMatter;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收文登记: what came in becomes a document of the receiver, numbered in its register, and its handling starts. */
@Service
@Transactional
class IncomingRegister {

    private static final String SERIES = "收";
    private static final Set<String> SOURCES = Set.of("上级", "同级", "下级", "其他");

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final DocumentAttachments attachments;
    private final Kinds kinds;
    private final Directory directory;
    private final Numbering numbering;
    private final Matters matters;
    private final Files files;
    private final ReplyPeriods periods;
    private final Quarantine quarantine;

    IncomingRegister(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            DocumentAttachments attachments,
            Kinds kinds,
            Directory directory,
            Numbering numbering,
            Matters matters,
            Files files,
            ReplyPeriods periods,
            Quarantine quarantine) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.attachments = attachments;
        this.kinds = kinds;
        this.directory = directory;
        this.numbering = numbering;
        this.matters = matters;
        this.files = files;
        this.periods = periods;
        this.quarantine = quarantine;
    }

    /** A marked secret is refused and nothing of it kept. */
    long register(Actor actor, RegisterIncoming command) {
        actor.require("documents.register");
        var elements = elements(command);
        long id = store.nextId();
        var now = records.now();
        var document = Document.begin(
                id,
                Flow.INCOMING,
                elements,
                actor,
                directory.department(actor.department()).code(),
                now);
        document.state = DocumentState.S20;
        int year = LocalDate.ofInstant(now, Moments.ZONE).getYear();
        var register = numbering.take(actor, actor.unit(), SERIES, year, DocumentRecords.record(id));
        numbering.use(DocumentRecords.record(id));
        document.number = PlainText.line("number", command.number(), 60);
        document.issueDate = command.issueDate();
        if (command.paper() != null) {
            document.printed = new Document.Printed(command.paper(), List.of(), LocalDate.ofInstant(now, Moments.ZONE));
        }
        document.incoming = new Incoming(
                command.envelope(),
                register.text(),
                PlainText.required("fromUnitName", PlainText.line("fromUnitName", command.fromUnitName(), 100), 100),
                IncomingHandling.oneOf("sourceClass", command.sourceClass(), SOURCES),
                IncomingHandling.oneOf("handling", command.handling(), IncomingHandling.HANDLINGS),
                command.receivedAt(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null);
        store.insert(document);
        if (DocumentRelations.isAsking(elements.kind())) {
            periods.begin(id, elements.kind(), elements.urgency());
        }
        attachments.replace(id, attached(actor, id, command));
        grants.grant(id, Flow.INCOMING, Grant.person(actor.person()), "收文登记人");
        grants.grant(id, Flow.INCOMING, Grant.role("R_REGISTRAR", actor.unit()), "本单位收发员");
        grants.grant(id, Flow.INCOMING, Grant.role("R_OFFICE", actor.unit()), "办公室收文登记");
        grants.grant(id, Flow.INCOMING, Grant.role("R_OFFICE_HEAD", actor.unit()), "办公室收文登记");
        matters.start(
                actor,
                new StartMatter(
                        Flow.INCOMING.matter(), id, elements.title(), register.text(), elements.urgency(), Map.of()));
        var registered = store.lock(id);
        records.save(actor, registered, "register", Map.of("number", register.text(), "from", command.fromUnitName()));
        matters.send(actor, Flow.INCOMING.matter(), id, "register", "sent", "");
        return id;
    }

    private Elements elements(RegisterIncoming command) {
        var title = PlainText.required("title", PlainText.line("title", command.title(), 200), 200);
        var text = PlainText.cleaned(command.bodyText());
        if (text.length() > BodyReader.CHARACTERS_MAX) {
            throw new BodyReader.BodyTooLarge(BodyReader.CHARACTERS_MAX + " 字");
        }
        StateSecret.refuseIn(Stream.of(title, text));
        var content = new DraftContent(
                command.kindCode(),
                title,
                Body.paragraphs(text).json(),
                command.urgency().name(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return content.on(Elements.blank(kinds.kind(command.kindCode())), kinds);
    }

    private List<DocumentAttachments.Attached> attached(Actor actor, long id, RegisterIncoming command) {
        if (command.envelope() == null) {
            // on paper: the registrar's own scans; a transmitted document shares the files of its envelope
            var own = Stream.concat(Stream.ofNullable(command.paper()), command.attachments().stream())
                    .distinct()
                    .toList();
            files.hold(actor, own, DocumentRecords.record(id));
        }
        var brought = Stream.concat(Stream.ofNullable(command.paper()), command.attachments().stream())
                .distinct()
                .toList();
        quarantine.refuseMarked(actor, files.files(brought), null);
        return files.files(command.attachments()).stream()
                .map(file -> new DocumentAttachments.Attached(file.id(), file.name()))
                .toList();
    }
}
