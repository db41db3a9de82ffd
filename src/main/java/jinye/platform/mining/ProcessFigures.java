package jinye.platform.mining;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one process ran in a period. Spans are hours of working time; shares are between 0 and 1. */
record ProcessFigures(
        Totals totals,
        List<NodeFigures> nodes,
        List<ArcFigures> arcs,
        List<HandOver> handOvers,
        List<PathFigures> paths,
        List<DayFigures> days,
        List<OpenVisit> oldestOpen,
        Instant currentTo) {

    ProcessFigures showing(List<OpenVisit> oldestOpen) {
        return new ProcessFigures(totals, nodes, arcs, handOvers, paths, days, oldestOpen, currentTo);
    }

    /**
     * @param started   cases that began in the period, @param ended those that ended in it
     * @param running   those under way now, whenever they began
     * @param hours     mean from start to end, @param median, @param ninetieth of the same
     * @param openHours mean age of those under way, which averages of ended cases alone would hide
     */
    record Totals(
            long started,
            long ended,
            long terminated,
            long running,
            double hours,
            double median,
            double ninetieth,
            double openHours,
            double returnedShare,
            double lateShare) {}

    /** @param open visits waiting there now, @param openHours their mean age */
    record NodeFigures(
            String node,
            String name,
            long visits,
            long returned,
            long withdrawn,
            double lateShare,
            double waitHours,
            double touchHours,
            double waitNinetieth,
            double touchNinetieth,
            long open,
            long openLate,
            double openHours) {}

    /** @param from empty for the beginning */
    record ArcFigures(String from, String to, long count) {}

    record HandOver(String from, String to, long count) {}

    /** One variant (变体): the same nodes in the same order. */
    record PathFigures(
            String hash,
            List<String> nodes,
            List<String> names,
            long cases,
            double hours,
            double returnedShare,
            double lateShare) {}

    record DayFigures(java.time.LocalDate day, long started, long ended) {}

    record OpenVisit(
            long caseId,
            @Nullable Long record,
            String title,
            String node,
            String nodeName,
            @Nullable String person,
            @Nullable String department,
            Instant arrivedAt,
            @Nullable Instant dueAt,
            boolean late,
            double hours) {

        /** Without a way to the record. */
        OpenVisit titled(String title) {
            return new OpenVisit(
                    caseId, null, title, node, nodeName, person, department, arrivedAt, dueAt, late, hours);
        }
    }
}
