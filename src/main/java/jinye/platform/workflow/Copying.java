package jinye.platform.workflow;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.platform.messages.Message;
import org.springframework.stereotype.Component;

/** 抄送: telling people and departments what was done, by hand or because the process says so. Nothing waits for them. */
@Component
class Copying {

    private final Handling handling;
    private final Circulating circulating;
    private final Staffing staffing;
    private final MatterPast past;
    private final Neighbours neighbours;

    Copying(Handling handling, Circulating circulating, Staffing staffing, MatterPast past, Neighbours neighbours) {
        this.handling = handling;
        this.circulating = circulating;
        this.staffing = staffing;
        this.past = past;
        this.neighbours = neighbours;
    }

    /** @param departments everybody in them. @return the names of those who were told */
    List<String> copy(Actor actor, long matter, Collection<Long> people, Collection<Long> departments, String note) {
        return handling.onMatter(actor, matter, EnumSet.of(Matter.State.RUNNING, Matter.State.ENDED), work -> {
            circulating.checkPart(work);
            circulating.checkNode(work, "抄送");
            var named = staffing.people(people);
            if (named.size() != people.stream().distinct().count()) {
                throw Refused.noSuchPerson("/people");
            }
            var readers = distinct(
                    Stream.concat(named.stream(), departments.stream().flatMap(d -> staffing.department(d).stream())));
            if (readers.isEmpty()) {
                throw RefusedTelling.nobodyToCopy();
            }
            var fresh = tell(work, readers, note);
            if (fresh.isEmpty()) {
                throw RefusedTelling.circulatedAlready(names(readers));
            }
            var target = Stream.concat(
                            named.stream().map(Handler::name),
                            departments.stream().distinct().map(staffing::departmentName))
                    .collect(Collectors.joining("、"));
            work.trail("COPY", null, target, note.isBlank() ? null : note);
            return fresh.stream().map(Handler::name).toList();
        });
    }

    /** A step is done, and its process names people who are to know. Nobody found there is nobody told. */
    void stepClosed(Work work, Step step, Map<String, Object> facts) {
        var copies = step.node().settings().policy().copies();
        if (copies.isEmpty()) {
            return;
        }
        var matter = work.matter().asSeen(facts);
        var readers = distinct(copies.stream()
                .flatMap(who -> staffing.handlers(who, matter, work.actor().person()).stream()));
        var fresh = tell(
                work,
                readers.stream()
                        .filter(reader -> reader.person() != work.actor().person())
                        .toList(),
                "");
        if (!fresh.isEmpty()) {
            work.trail("COPY", step, names(fresh), "按流程规定抄送");
        }
    }

    private List<Handler> tell(Work work, List<Handler> readers, String note) {
        var m = work.matter();
        var unread = past.unreadBy(m.id());
        var fresh = readers.stream()
                .filter(reader -> !unread.contains(reader.person()))
                .filter(reader -> work.circulations().stream()
                        .noneMatch(known -> known.reader().person() == reader.person()))
                .toList();
        if (fresh.isEmpty()) {
            return fresh;
        }
        fresh.forEach(reader -> work.circulate(reader, note, true));
        var ids = fresh.stream().map(Handler::person).toList();
        work.announce(new PeopleCirculated(
                m.id(), m.kind(), m.record(), ids, work.actor().person()));
        work.also(() -> neighbours.tell(
                ids,
                new Message(
                        "workflow.copied:" + m.id() + ":" + work.now(),
                        "circulated",
                        work.actor().name() + "抄送《" + m.title() + "》",
                        Sharing.link(m),
                        m.urgency())));
        return fresh;
    }

    private static List<Handler> distinct(Stream<Handler> people) {
        var found = new LinkedHashMap<Long, Handler>();
        people.forEach(person -> found.putIfAbsent(person.person(), person));
        return List.copyOf(found.values());
    }

    private static String names(List<Handler> people) {
        return people.stream().map(Handler::name).collect(Collectors.joining("、"));
    }
}
