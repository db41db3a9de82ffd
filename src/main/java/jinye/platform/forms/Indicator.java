package jinye.platform.forms;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A declared value of a filled-in form ({@code x-analyse}), typed for lists, sums and charts. Exactly one of text, number and
 * date is there.
 *
 * @param field path of the field, {@code items/price} in a detail table
 * @param row   number of the row in a detail table, null outside
 * @param text  a word, a code, or an id written as text; {@code label} says it to people
 * @param label what people read: the name of the code, the person, the choice
 */
public record Indicator(
        String field,
        String title,
        Role role,
        Type type,
        @Nullable Long row,
        @Nullable String text,
        @Nullable BigDecimal number,
        @Nullable LocalDate date,
        String label) {

    public enum Role {
        /** 维度: what one groups by. */
        DIMENSION,
        /** 度量: what one sums. */
        MEASURE
    }

    public enum Type {
        TEXT,
        NUMBER,
        DATE,
        /** In {@code number}, 元 with two decimals. */
        MONEY
    }
}
