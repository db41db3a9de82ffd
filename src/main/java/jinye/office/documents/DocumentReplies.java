package jinye.office.documents;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.Direction;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.relations.Links;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 请示 and 批复, 函 and 复函: drafting the answer, and which requests still wait for one. */
@Service
@Transactional
class DocumentReplies {

    private static final int LISTED_MAX = 300;

    /** @param partner who asked, or whom we asked. @param reply the answer under way here, if any */
    record WaitingRequest(
            long id,
            String flow,
            String title,
            @Nullable String number,
            String kindName,
            String partner,
            String urgency,
            LocalDate due,
            boolean overdue,
            @Nullable Long reply,
            @Nullable String replyState) {}

    private final JdbcClient jdbc;
    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final DocumentDrafting drafting;
    private final Links links;
    private final Directory directory;
    private final JsonMapper json;

    DocumentReplies(
            JdbcClient jdbc,
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            DocumentDrafting drafting,
            Links links,
            Directory directory,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.drafting = drafting;
        this.links = links;
        this.directory = directory;
        this.json = json;
    }

    /** A draft of 批复 or 复函 that cites title and number of what it answers (条例 art. 8(12)). */
    DocumentDrafting.DraftSaved draft(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var asked = store.lock(id);
        var incoming = asked.requireIncoming();
        if (!DocumentRelations.isAsking(asked.elements.kind())) {
            throw new NotARequest(asked.elements.title());
        }
        if (!links.answersTo(id).isEmpty()) {
            throw new Answered(asked.elements.title());
        }
        boolean request = asked.elements.kind().equals(Kind.REQUEST);
        var content = new LinkedHashMap<String, Object>();
        content.put("kind", request ? Kind.REPLY : Kind.LETTER);
        content.put("direction", (request ? Direction.DOWN : Direction.PARALLEL).name());
        content.put("title", title(asked.elements.title(), request));
        content.put("urgency", asked.elements.urgency().name());
        content.put("reference", id);
        content.put("referenceTitle", asked.elements.title());
        content.put("referenceNumber", asked.number == null ? "" : asked.number);
        content.put("body", body(asked, request));
        directory.allUnits().stream()
                .filter(unit -> unit.name().equals(incoming.from()))
                .findFirst()
                .map(Unit::id)
                .ifPresentOrElse(
                        unit -> content.put("mainTo", List.of(unit)),
                        () -> content.put("mainToOutside", List.of(incoming.from())));
        return drafting.start(actor, Flow.OUTGOING, json.convertValue(content, DraftContent.class));
    }

    private static String title(String asked, boolean request) {
        int about = Math.max(0, asked.indexOf("关于"));
        var matter = asked.substring(about).replaceFirst("的?(请示|函|来函)$", "");
        return matter + (request ? "的批复" : "的复函");
    }

    private static Map<String, Object> body(Document asked, boolean request) {
        var number = asked.number == null || asked.number.isBlank() ? "" : "（" + asked.number + "）";
        var first = (request ? "你局《" : "贵单位《") + asked.elements.title() + "》" + number + "收悉。经研究，现"
                + (request ? "批复" : "函复") + "如下：";
        return Map.of(
                "type",
                "doc",
                "content",
                List.of(
                        Map.of("type", "paragraph", "content", List.of(Map.of("type", "text", "text", first))),
                        Map.of("type", "paragraph", "content", List.of())));
    }

    /** @param received what others asked us; otherwise what we asked others */
    @Transactional(readOnly = true)
    List<WaitingRequest> waiting(Actor actor, boolean received) {
        var today = LocalDate.ofInstant(records.now(), Moments.ZONE);
        return jdbc.sql("""
                        select d.id, d.flow, d.title, d.number, k.term, d.urgency, d.reply_due, r.id as reply, r.state,
                               coalesce(d.incoming_from, '') as partner, d.main_to, d.main_to_outside
                        from documents.document d
                        join documents.kind k on k.code = d.kind and k.effective_to is null
                        left join lateral (
                            select a.id, a.state from documents.document a
                            where a.reference = d.id and a.void_at is null order by a.id desc limit 1) r on true
                        where d.unit = :unit and d.flow = :flow and d.reply_due is not null and d.void_at is null
                          and d.reply_waived is null and d.incoming_rejected is null
                          and (d.flow = 'outgoing' or d.ended_at is null)
                          and not exists (select 1 from documents.document a
                                          where a.reference = d.id and a.distributed_at is not null and a.void_at is null)
                          and not exists (select 1 from documents.link l where l.other = d.id and l.act = 'ANSWER')
                          and exists (select 1 from documents.document_grant g
                                      where g.document = d.id and g.token = any(:tokens))
                        order by d.reply_due, d.id limit :limit""")
                .param("unit", actor.unit())
                .param("flow", received ? "incoming" : "outgoing")
                .param("tokens", DocumentGrants.tokens(actor))
                .param("limit", LISTED_MAX)
                .query((row, index) -> {
                    var due = row.getObject("reply_due", LocalDate.class);
                    var state = row.getString("state");
                    return new WaitingRequest(
                            row.getLong("id"),
                            row.getString("flow"),
                            row.getString("title"),
                            row.getString("number"),
                            row.getString("term"),
                            received
                                    ? row.getString("partner")
                                    : addressee((Long[]) row.getArray("main_to").getArray(), (String[])
                                            row.getArray("main_to_outside").getArray()),
                            row.getString("urgency"),
                            due,
                            due.isBefore(today),
                            row.getObject("reply", Long.class),
                            state == null ? null : DocumentState.valueOf(state).term());
                })
                .list();
    }

    private String addressee(Long[] units, String[] outside) {
        var names = new java.util.ArrayList<String>();
        directory.units(List.of(units)).values().forEach(unit -> names.add(unit.name()));
        names.addAll(List.of(outside));
        return String.join("、", names);
    }

    static final class NotARequest extends Refusal {
        NotARequest(String title) {
            super(Kind.CONFLICT, "documents.not-a-request", title);
        }
    }

    static final class Answered extends Refusal {
        Answered(String title) {
            super(Kind.CONFLICT, "documents.answered", title);
        }
    }

    static final class Unanswered extends Refusal {
        Unanswered() {
            super(Kind.CONFLICT, "documents.unanswered");
        }
    }
}
