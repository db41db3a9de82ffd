package jinye.office.archives.disposal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.office.archives.items.Fixation;
import jinye.office.archives.items.ItemList;
import jinye.office.documents.Documents;
import jinye.platform.files.Files;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Destroys the content of one item everywhere in this installation; description, manifest and signature stay as the remainder. */
@Component
class Erasing {

    private final ItemList items;
    private final Fixation fixation;
    private final Documents documents;
    private final Files files;
    private final ApplicationEventPublisher events;
    private final JdbcClient database;

    Erasing(
            ItemList items,
            Fixation fixation,
            Documents documents,
            Files files,
            ApplicationEventPublisher events,
            JdbcClient database) {
        this.items = items;
        this.fixation = fixation;
        this.documents = documents;
        this.files = files;
        this.events = events;
        this.database = database;
    }

    /** @param kept files that a record of somebody else still holds: those have a period of their own */
    record Erased(int files, int kept) {}

    /** The number of the first whose original is not in the house. */
    Optional<String> lentOriginal(List<Long> asked) {
        return database.sql("""
                        select i.archive_number from archives.loan l join archives.item i on i.id = l.item
                        where l.item = any(?) and l.mode in ('ORIGINAL', 'TAKEN_OUT') and l.state = 'IN_USE' limit 1""")
                .param(asked.toArray(Long[]::new))
                .query(String.class)
                .optional();
    }

    Erased erase(Actor actor, long item, String because) {
        var view = items.kept(item);
        var record = new RecordId(view.module(), view.document());
        // the desk lets go first, so that what still holds a file afterwards is somebody else's
        events.publishEvent(new ItemDestroyed(actor, item, record, because));
        var own = view.components().stream().map(ItemList.ComponentRow::file).toList();
        var held = new HashSet<>(documents.holding(own));
        held.addAll(database.sql("""
                        select distinct c.file from archives.component c join archives.standing s on s.item = c.item
                        where c.file = any(?) and s.state <> 'DESTROYED'""")
                .param(own.toArray(Long[]::new))
                .query(Long.class)
                .list());
        var gone = own.stream().filter(file -> !held.contains(file)).toList();
        files.erase(gone, because);
        database.sql("update archives.item set body_text = '' where id = ?")
                .param(item)
                .update();
        database.sql("update archives.candidate set source = jsonb_set(source, '{bodyText}', '\"\"') where item = ?")
                .param(item)
                .update();
        database.sql("delete from archives.box_item where item = ?").param(item).update();
        var number = items.number(item);
        fixation.add(number.fonds(), "DESTROYED", number.text(), because);
        return new Erased(gone.size(), held.size());
    }
}
