package jinye.office.archives.items;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinye.kernel.Moments;
import jinye.platform.workflow.MatterAct;
import jinye.platform.workflow.MatterOpinion;
import org.jspecify.annotations.Nullable;

/** 办理过程 as plain text: it must still be readable when nothing of this software is left. */
final class TrailText {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Moments.ZONE);

    private TrailText() {}

    static String of(String title, List<MatterAct> trail, List<MatterOpinion> opinions) {
        var lines = new ArrayList<String>();
        lines.add("办理过程（北京时间）");
        lines.add("题名：" + title);
        lines.add("");
        lines.add("流转记录");
        trail.forEach(act -> lines.add(line(
                act.at(),
                act.nodeName(),
                by(act.personName(), act.onBehalfOfName()),
                act.act(),
                act.target(),
                act.note())));
        lines.add("");
        lines.add("意见");
        opinions.forEach(opinion -> lines.add(line(
                opinion.at(), opinion.nodeName(), by(opinion.personName(), opinion.onBehalfOfName()), opinion.text())));
        return String.join("\n", lines) + "\n";
    }

    private static String by(String person, @Nullable String onBehalfOf) {
        return onBehalfOf == null ? person : person + "（代" + onBehalfOf + "）";
    }

    private static String line(Instant at, @Nullable String... parts) {
        return Stream.concat(Stream.of(MOMENT.format(at)), Stream.of(parts))
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .map(part -> part.replaceAll("\\s+", " "))
                .collect(Collectors.joining("\t"));
    }
}
