package jinye.platform.forms;

import com.dashjoin.jsonata.Jsonata;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A computed field's expression, in JSONata: the browser evaluates the very same text. Only a part of the language is let in, so
 * that nothing repeats without end and both sides reckon alike: paths, predicates, arithmetic, comparison, choice and the
 * functions of {@link FormulaReader#FUNCTIONS}; no functions of one's own, no regular expressions, no ranges, nothing random
 * and nothing that looks at the time.
 */
final class Formula {

    /** How long one evaluation may take, in milliseconds, and how deep it may nest. */
    private static final int TIME_MAX = 2_000;

    private static final int DEPTH_MAX = 100;

    final String text;
    /** Fields it reads, by path. */
    final Set<String> reads = new LinkedHashSet<>();

    Formula(String text) {
        this.text = text;
    }

    /** Ready to evaluate; for one thread. */
    Ready ready() {
        return new Ready(Jsonata.jsonata(text));
    }

    /** A parsed expression. Parsing is cheap, so every check of a form makes its own and no two threads share one. */
    static final class Ready {
        private final Jsonata expression;

        private Ready(Jsonata expression) {
            this.expression = expression;
        }

        /** Null when there is no value: a field is not filled in, or what is filled in cannot be reckoned with. */
        @Nullable
        Object evaluate(Object context, Object form) {
            var frame = expression.createFrame();
            frame.setRuntimeBounds(TIME_MAX, DEPTH_MAX);
            frame.bind("form", form);
            frame.bind("days", (Jsonata.Fn2<Object, Object, Object>) FormulaReader::days);
            try {
                var value = expression.evaluate(context, frame);
                return value == Jsonata.NULL_VALUE ? null : value;
            } catch (RuntimeException unreckonable) {
                // adding a text to a number and the like: no value, as in the browser
                return null;
            }
        }
    }
}
