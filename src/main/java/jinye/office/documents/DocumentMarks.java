package jinye.office.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.office.documents.versions.DocumentVersions;
import jinye.office.documents.versions.MarkedText;
import jinye.office.documents.versions.MarkedText.MarkedRun;
import jinye.platform.papers.MarkedPage;
import jinye.platform.papers.MarkedPage.Change;
import jinye.platform.papers.MarkedPage.Mark;
import jinye.platform.papers.Paper;
import jinye.platform.papers.Papers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 修改痕迹: the text with every change by author and step, on screen and on paper. */
@Service
@Transactional(readOnly = true)
class DocumentMarks {

    /** Dark enough to be read on paper, apart enough to be told from each other; the workspace has the same in the same order. */
    private static final List<Integer> COLOURS =
            List.of(0xC8101E, 0x1F5FBF, 0x0B7A4B, 0x8A3FA0, 0xB8620B, 0x0E7C86, 0x7A4B1E, 0xC2187A);

    private final DocumentReading reading;
    private final DocumentRecords records;
    private final DocumentVersions versions;
    private final Papers papers;

    DocumentMarks(DocumentReading reading, DocumentRecords records, DocumentVersions versions, Papers papers) {
        this.reading = reading;
        this.records = records;
        this.versions = versions;
        this.papers = papers;
    }

    MarkedText marks(Actor actor, long id) {
        var document = reading.readable(actor, id);
        reading.requireBody(actor, document);
        return text(document);
    }

    private MarkedText text(Document document) {
        var kept = new ArrayList<MarkedText.Kept>();
        String hash = "";
        for (var row : versions.list(document.id)) {
            if (!row.hash().equals(hash)) {
                var version = versions.version(document.id, row.number());
                kept.add(new MarkedText.Kept(
                        row.number(), row.nodeName(), row.personName(), row.at(), version.title(), version.body()));
                hash = row.hash();
            }
        }
        if (!records.hash(document).equals(hash)) {
            kept.add(new MarkedText.Kept(
                    0,
                    document.state.term(),
                    document.changedBy,
                    document.changedAt,
                    document.elements.title(),
                    document.elements.body()));
        }
        return MarkedText.of(kept);
    }

    Paper print(Actor actor, long id) {
        var document = reading.readable(actor, id);
        reading.requireBody(actor, document);
        var text = text(document);
        var colours = colours(text);
        var paragraphs = new ArrayList<List<Mark>>();
        text.blocks().forEach(block -> paragraphs.add(marks(text, colours, block.runs())));
        return papers.marked(new MarkedPage(
                "花脸稿" + (document.number == null ? "" : "　" + document.number),
                colours.entrySet().stream()
                        .map(author -> new MarkedPage.Author(author.getKey(), author.getValue()))
                        .toList(),
                marks(text, colours, text.title()),
                paragraphs));
    }

    /** One colour a person, in the order in which they first changed something. */
    private static Map<String, Integer> colours(MarkedText text) {
        var colours = new LinkedHashMap<String, Integer>();
        for (var step : text.steps()) {
            if (step.place() > 0 && step.added() + step.removed() > 0) {
                colours.putIfAbsent(step.personName(), COLOURS.get(colours.size() % COLOURS.size()));
            }
        }
        return colours;
    }

    private static List<Mark> marks(MarkedText text, Map<String, Integer> colours, List<MarkedRun> runs) {
        var marks = new ArrayList<Mark>();
        for (var run : runs) {
            var gone = run.gone();
            if (gone != null) {
                marks.add(new Mark(run.text(), Change.REMOVED, colour(text, colours, gone)));
            } else if (run.by() > 0) {
                marks.add(new Mark(run.text(), Change.ADDED, colour(text, colours, run.by())));
            } else {
                marks.add(new Mark(run.text(), Change.KEPT, 0));
            }
        }
        return marks;
    }

    private static int colour(MarkedText text, Map<String, Integer> colours, int step) {
        return colours.getOrDefault(text.steps().get(step).personName(), 0);
    }
}
