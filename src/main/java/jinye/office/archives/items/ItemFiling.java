package jinye.office.archives.items;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.platform.journal.Journal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** 归档: a numbered record becomes an item that nobody changes any more. Who calls has checked it. */
@Component
public class ItemFiling {

    public static final String FILED = "FILED";

    private final ItemComponents components;
    private final ItemStore items;
    private final Fixation fixation;
    private final Retentions retentions;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ItemFiling(
            ItemComponents components,
            ItemStore items,
            Fixation fixation,
            Retentions retentions,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.components = components;
        this.items = items;
        this.fixation = fixation;
        this.retentions = retentions;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    public record Filed(long item, ArchiveNumber number) {}

    public Filed file(Actor actor, Source source, ArchiveNumber number, List<ItemPart> parts) {
        var all = new ArrayList<>(parts);
        all.add(components.trail(actor, source));
        var manifest = Manifest.of(Manifest.elements(number, source), all);
        var signature = fixation.sign(source.unit(), manifest);
        var manifestSha256 = ContentDigests.sha256(manifest);
        long item = items.insert(
                new ItemStore.Item(
                        number,
                        source,
                        manifest,
                        manifestSha256,
                        signature,
                        actor.person(),
                        actor.name(),
                        clock.instant(),
                        retentions.until(number.retention(), number.year())),
                all,
                withKeepers(source.grants(), source.unit()));
        fixation.add(number.fonds(), FILED, number.text(), manifest);
        journal.record(
                actor,
                "archives.file",
                source.record(),
                // the journal only grows too: whoever exchanged manifest and hash together would be found out here
                Map.of("archiveNumber", number.text(), "manifestSha256", manifestSha256));
        events.publishEvent(new ItemFiled(actor, item, source.record(), number.text()));
        return new Filed(item, number);
    }

    private static Set<Grant> withKeepers(Set<Grant> grants, long unit) {
        var all = new HashSet<>(grants);
        all.add(new Grant(Grant.role("R_ARCH", unit), "本单位档案员"));
        if (!grants.isEmpty()) {
            // a record that keeps fields back from its own readers is the archivists' alone
            all.add(new Grant(Grant.role("R_OFFICE_HEAD", unit), "本单位档案主管"));
        }
        return all;
    }
}
