package jinye.office.archives;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jinye.kernel.RecordId;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import jinye.platform.search.SearchEntry;
import jinye.platform.search.SearchIndex;
import jinye.platform.search.SearchSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Hands every item to search, after commit. An item never changes, so once is enough. */
@Component
class ArchiveSearch implements SearchSource {

    private static final int BATCH = 200;

    private final JdbcClient database;
    private final Directory directory;
    private final Files files;
    private final SearchIndex index;

    ArchiveSearch(JdbcClient database, Directory directory, Files files, SearchIndex index) {
        this.database = database;
        this.directory = directory;
        this.files = files;
        this.index = index;
    }

    private record Found(
            long id,
            String archiveNumber,
            @Nullable String documentNumber,
            String title,
            String kindName,
            long unit,
            String bodyText,
            @Nullable LocalDate date,
            String retention) {}

    @ApplicationModuleListener
    void filed(DocumentFiled event) {
        items("where i.id = ?", event.item(), 1).forEach(item -> index.put(entry(item)));
    }

    @ApplicationModuleListener
    void destroyed(DocumentDestroyed event) {
        index.remove(new RecordId("archives", event.item()));
    }

    @Override
    public String module() {
        return "archives";
    }

    @Override
    public void all(Consumer<SearchEntry> entries) {
        for (var batch = items("where i.id > ? and i.state <> 'DESTROYED'", 0, BATCH);
                !batch.isEmpty();
                batch = items(
                        "where i.id > ? and i.state <> 'DESTROYED'",
                        batch.getLast().id(),
                        BATCH)) {
            batch.forEach(item -> entries.accept(entry(item)));
        }
    }

    private List<Found> items(String which, long id, int size) {
        return database.sql("""
                        select i.id, i.archive_number, i.document_number, i.title, i.kind_name, i.unit, (select body_text from archives.item b where b.id = i.id) as body_text, i.document_date,
                               (select r.term from archives.retention r where r.code = i.retention_now
                                order by r.effective_from desc limit 1) as retention
                        from archives.item_now i %s order by i.id limit ?""".formatted(which))
                .params(id, size)
                .query((row, number) -> found(row))
                .list();
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getLong("id"),
                row.getString("archive_number"),
                row.getString("document_number"),
                row.getString("title"),
                row.getString("kind_name"),
                row.getLong("unit"),
                row.getString("body_text"),
                row.getObject("document_date", LocalDate.class),
                row.getString("retention"));
    }

    private SearchEntry entry(Found item) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("state", "已归档");
        facts.put("unit", directory.unit(item.unit()).name());
        facts.put("documentKind", item.kindName());
        facts.put("retention", item.retention());
        var number = item.documentNumber();
        return new SearchEntry(
                new RecordId("archives", item.id()),
                "archive",
                item.title(),
                number == null || number.isEmpty() ? item.archiveNumber() : number + "，档号 " + item.archiveNumber(),
                item.bodyText(),
                attachmentTexts(item.id()),
                item.date(),
                facts,
                tokens(item.id()),
                "/archives/items/" + item.id());
    }

    private String attachmentTexts(long item) {
        record Part(String name, long file) {}
        return database
                .sql(
                        "select name, file from archives.component where item = ? and kind = 'ATTACHMENT' order by position")
                .param(item)
                .query((row, number) -> new Part(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .map(part -> part.name() + "\n" + files.text(part.file()))
                .collect(Collectors.joining("\n"));
    }

    private Set<String> tokens(long item) {
        return Set.copyOf(database.sql("select distinct token from archives.item_grant where item = ?")
                .param(item)
                .query(String.class)
                .list());
    }
}
