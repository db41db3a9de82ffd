package jinye.platform.papers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/** Writes tagged PDF/A-2a: every character can be copied, searched and read aloud. */
final class PdfCanvas implements PageCanvas, AutoCloseable {

    private final PageFormat format;
    private final PDDocument document = new PDDocument();
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement top = new PDStructureElement("Document", root);
    private final Map<Face, PDType0Font> fonts = new HashMap<>();
    private final Map<Element, PDStructureElement> elements = new IdentityHashMap<>();
    /** Per page the structure element of every marked piece of content. */
    private final List<COSArray> marked = new ArrayList<>();

    private PDPage page = new PDPage();
    private @Nullable PDPageContentStream open;

    PdfCanvas(PageFormat format) {
        this.format = format;
        root.appendKid(top);
    }

    @Override
    public void page() throws IOException {
        closeContent();
        page = new PDPage(new PDRectangle(points(format.width()), points(format.height())));
        page.setStructParents(marked.size());
        page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
        document.addPage(page);
        marked.add(new COSArray());
        open = new PDPageContentStream(document, page);
    }

    @Override
    public void text(Run run) throws IOException {
        PDType0Font font = fonts.get(run.face());
        if (font == null) {
            font = PDType0Font.load(document, run.face().font(), true);
            fonts.put(run.face(), font);
        }
        PDPageContentStream content = begin(run.element());
        content.beginText();
        content.setFont(font, (float) run.points());
        content.setNonStrokingColor(part(run.colour(), 16), part(run.colour(), 8), part(run.colour(), 0));
        if (run.turned()) {
            content.setTextMatrix(new Matrix(0, 1, -1, 0, points(run.baseline()), points(run.x()[0])));
        } else {
            content.newLineAtOffset(points(run.x()[0]), points(format.height() - run.baseline()));
        }
        content.showTextWithPositioning(positioned(run));
        content.endText();
        content.endMarkedContent();
    }

    /** Text with corrections between, reckoned from where the pen really is, so that rounding never adds up. */
    private static Object[] positioned(Run run) {
        int[] characters = run.text().codePoints().toArray();
        double em = run.points() * Grid.POINT;
        double pen = run.x()[0];
        List<Object> parts = new ArrayList<>();
        var part = new StringBuilder();
        for (int i = 0; i < characters.length; i++) {
            part.appendCodePoint(characters[i]);
            pen += Math.round(run.face().advance(characters[i]) * 1000) / 1000.0 * em;
            if (i + 1 == characters.length) {
                break;
            }
            double back = Math.round((pen - run.x()[i + 1]) / em * 1e5) / 100.0;
            if (Math.abs(back) > 0.05) {
                parts.add(part.toString());
                part.setLength(0);
                parts.add((float) back);
                pen -= back / 1000 * em;
            }
        }
        parts.add(part.toString());
        return parts.toArray();
    }

    @Override
    public void rule(Rule rule) throws IOException {
        PDPageContentStream content = begin(null);
        content.setStrokingColor(part(rule.colour(), 16), part(rule.colour(), 8), part(rule.colour(), 0));
        content.setLineWidth(points(rule.thickness()));
        content.moveTo(points(rule.fromX()), points(format.height() - rule.fromY()));
        content.lineTo(points(rule.toX()), points(format.height() - rule.toY()));
        content.stroke();
        content.endMarkedContent();
    }

    @Override
    public void picture(Picture picture) throws IOException {
        PDImageXObject image = PDImageXObject.createFromByteArray(document, picture.bytes(), "picture");
        PDPageContentStream content = begin(picture.element());
        content.drawImage(
                image,
                points(picture.x()),
                points(format.height() - picture.y() - picture.height()),
                points(picture.width()),
                points(picture.height()));
        content.endMarkedContent();
    }

    byte[] finish(String title, String author, Instant created) throws IOException {
        closeContent();
        Map<Integer, PDParentTreeValue> parents = new HashMap<>();
        for (int i = 0; i < marked.size(); i++) {
            parents.put(i, new PDParentTreeValue(marked.get(i)));
        }
        var tree = new PDNumberTreeNode(PDParentTreeValue.class);
        tree.setNumbers(parents);
        root.setParentTree(tree);
        root.setParentTreeNextKey(marked.size());
        document.getDocumentCatalog().setStructureTreeRoot(root);
        PdfArchive.describe(document, title, author, created);
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        closeContent();
        document.close();
    }

    private PDPageContentStream begin(@Nullable Element element) throws IOException {
        PDPageContentStream content = open;
        if (content == null) {
            throw new IllegalStateException("no page yet");
        }
        if (element == null) {
            content.beginMarkedContent(COSName.ARTIFACT);
            return content;
        }
        PDStructureElement structure = structure(element);
        COSArray marks = marked.getLast();
        var reference = new PDMarkedContentReference();
        reference.setMCID(marks.size());
        reference.setPage(page);
        structure.appendKid(reference);
        content.beginMarkedContent(COSName.getPDFName(element.tag), marks.size());
        marks.add(structure.getCOSObject());
        return content;
    }

    private PDStructureElement structure(Element element) {
        PDStructureElement known = elements.get(element);
        if (known != null) {
            return known;
        }
        PDStructureElement parent = element.parent == null ? top : structure(element.parent);
        var structure = new PDStructureElement(element.tag, parent);
        structure.setPage(page);
        if (element.alternative != null) {
            structure.setAlternateDescription(element.alternative);
        }
        if (element.scope != null) {
            var attribute = new PDTableAttributeObject();
            attribute.setScope(element.scope);
            structure.addAttribute(attribute);
        }
        parent.appendKid(structure);
        elements.put(element, structure);
        return structure;
    }

    private void closeContent() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private static float part(int colour, int shift) {
        return (colour >> shift & 255) / 255f;
    }

    private static float points(double millimetres) {
        return (float) (millimetres / Grid.POINT);
    }
}
