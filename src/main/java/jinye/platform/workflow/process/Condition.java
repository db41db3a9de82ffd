package jinye.platform.workflow.process;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * A condition on facts: names, comparisons, and, or, not. A file may come from outside, so nothing in it may call anything; every
 * other construct of the expression language is refused when the process is published.
 */
public final class Condition {

    private static final Set<String> ALLOWED = Set.of(
            "PropertyOrFieldReference",
            "CompoundExpression",
            "OpEQ",
            "OpNE",
            "OpLT",
            "OpLE",
            "OpGT",
            "OpGE",
            "OpAnd",
            "OpOr",
            "OperatorNot",
            "StringLiteral",
            "IntLiteral",
            "LongLiteral",
            "RealLiteral",
            "BooleanLiteral",
            "NullLiteral");
    private static final SpelExpressionParser PARSER = new SpelExpressionParser();
    private static final EvaluationContext CONTEXT =
            SimpleEvaluationContext.forPropertyAccessors(new FactAccessor()).build();

    private final String text;
    private final Expression expression;
    private final Set<String> names;

    private Condition(String text, Expression expression, Set<String> names) {
        this.text = text;
        this.expression = expression;
        this.names = names;
    }

    static Condition read(String written, String where) {
        var text = written.strip();
        if (text.startsWith("${") && text.endsWith("}")) {
            text = text.substring(2, text.length() - 1).strip();
        }
        try {
            var expression = (SpelExpression) PARSER.parseExpression(text);
            var names = new HashSet<String>();
            check(expression.getAST(), false, text, where, names);
            return new Condition(text, expression, Set.copyOf(names));
        } catch (ParseException unreadable) {
            throw new BadProcess("condition", where, text);
        }
    }

    /** @param part stands behind a dot: a part of a fact, not a fact */
    private static void check(SpelNode node, boolean part, String text, String where, Set<String> names) {
        if (!ALLOWED.contains(node.getClass().getSimpleName())) {
            throw new BadProcess("condition", where, text);
        }
        if (node instanceof PropertyOrFieldReference name && !part) {
            names.add(name.getName());
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            check(node.getChild(i), node instanceof CompoundExpression && i > 0, text, where, names);
        }
    }

    boolean holds(Map<String, Object> facts) {
        return Boolean.TRUE.equals(expression.getValue(CONTEXT, facts, Boolean.class));
    }

    Set<String> names() {
        return names;
    }

    @Override
    public String toString() {
        return text;
    }

    /** A fact nobody gave is null, not an error: a desk need not know every name of a process. */
    private static final class FactAccessor implements PropertyAccessor {

        @Override
        public Class<?>[] getSpecificTargetClasses() {
            return new Class<?>[] {Map.class};
        }

        @Override
        public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
            return target instanceof Map;
        }

        @Override
        public TypedValue read(EvaluationContext context, @Nullable Object target, String name) throws AccessException {
            return target instanceof Map<?, ?> facts ? new TypedValue(facts.get(name)) : TypedValue.NULL;
        }

        @Override
        public boolean canWrite(EvaluationContext context, @Nullable Object target, String name) {
            return false;
        }

        @Override
        public void write(EvaluationContext context, @Nullable Object target, String name, @Nullable Object value)
                throws AccessException {
            throw new AccessException("facts are read only");
        }
    }
}
