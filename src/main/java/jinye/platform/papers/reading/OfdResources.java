package jinye.platform.papers.reading;

import static jinye.platform.papers.reading.OfdRefused.Reason.MISSING_PART;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What pages refer to by id: fonts, media, drawing parameters, composite units (GB/T 33190-2016, 7.9). */
public final class OfdResources {

    /** @param name of the typeface. @param part its file; null when it is not embedded */
    public record Font(String name, @Nullable String part) {}

    private final Map<String, byte[]> parts;
    private final Map<String, Font> fonts = new HashMap<>();
    private final Map<String, String> media = new HashMap<>();
    private final Map<String, Element> parameters = new HashMap<>();
    private final Map<String, Element> composites = new HashMap<>();

    OfdResources(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    public Optional<Font> font(String id) {
        return Optional.ofNullable(fonts.get(id));
    }

    /** The part of a picture. */
    public Optional<String> media(String id) {
        return Optional.ofNullable(media.get(id));
    }

    /** 绘制参数. */
    public Optional<Element> parameters(String id) {
        return Optional.ofNullable(parameters.get(id));
    }

    /** 复合图元: drawn like a page. */
    public Optional<Element> composite(String id) {
        return Optional.ofNullable(composites.get(id));
    }

    Map<String, String> mediaParts() {
        return media;
    }

    /** Id of a font → the part with its file. */
    Map<String, String> fontParts() {
        var embedded = new HashMap<String, String>();
        fonts.forEach((id, font) -> {
            if (font.part() != null) {
                embedded.put(id, font.part());
            }
        });
        return embedded;
    }

    void read(String part) {
        var resources = OfdXml.read(parts, part);
        var base = resources.getAttribute("BaseLoc");
        for (var group : OfdXml.children(resources)) {
            for (var resource : OfdXml.children(group)) {
                var id = resource.getAttribute("ID");
                switch (group.getLocalName()) {
                    case "Fonts" ->
                        fonts.put(
                                id,
                                new Font(resource.getAttribute("FontName"), file(part, base, resource, "FontFile")));
                    case "MultiMedias" -> {
                        var file = file(part, base, resource, "MediaFile");
                        if (file != null) {
                            media.put(id, file);
                        }
                    }
                    case "DrawParams" -> parameters.put(id, resource);
                    case "CompositeGraphicUnits" -> composites.put(id, resource);
                    default -> {
                        // colour spaces: colours say by the number of their values which one is meant
                    }
                }
            }
        }
    }

    private @Nullable String file(String part, String base, Element resource, String name) {
        var file = OfdXml.child(resource, name);
        if (file.isEmpty()) {
            return null;
        }
        var written = file.get().getTextContent().strip();
        var place = OfdXml.resolve(part, base.isEmpty() || written.startsWith("/") ? written : base + "/" + written);
        if (!parts.containsKey(place)) {
            throw new OfdRefused(MISSING_PART, place);
        }
        return place;
    }
}
