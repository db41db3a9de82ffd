package jinye.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of which nothing is missing, however deep: only what is declared {@code @Nullable} may be left out. For the large
 * shapes of the designers, whose parts would otherwise each have to say that they are needed.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Whole.Validator.class)
public @interface Whole {

    String message() default "web.needed";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<Whole, Record> {

        @Override
        public boolean isValid(@Nullable Record record, ConstraintValidatorContext context) {
            var missing = record == null ? Optional.<String>empty() : missingIn(record, "");
            missing.ifPresent(path -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate("web.needed")
                        .addPropertyNode(path)
                        .addConstraintViolation();
            });
            return missing.isEmpty();
        }

        private static Optional<String> missingIn(Record record, String path) {
            for (var component : record.getClass().getRecordComponents()) {
                var place = path.isEmpty() ? component.getName() : path + '.' + component.getName();
                var missing = missing(value(record, component), component.getAnnotatedType(), place);
                if (missing.isPresent()) {
                    return missing;
                }
            }
            return Optional.empty();
        }

        private static Optional<String> missing(@Nullable Object value, AnnotatedType type, String place) {
            if (value == null) {
                return type.isAnnotationPresent(Nullable.class) ? Optional.empty() : Optional.of(place);
            }
            if (value instanceof Record inner) {
                return missingIn(inner, place);
            }
            if (value instanceof List<?> list && type instanceof AnnotatedParameterizedType of) {
                var element = of.getAnnotatedActualTypeArguments()[0];
                for (int n = 0; n < list.size(); n++) {
                    var missing = missing(list.get(n), element, place + '[' + n + ']');
                    if (missing.isPresent()) {
                        return missing;
                    }
                }
            }
            return Optional.empty();
        }

        private static @Nullable Object value(Record record, RecordComponent component) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                return accessor.invoke(record);
            } catch (ReflectiveOperationException never) {
                throw new IllegalStateException(component.toString(), never);
            }
        }
    }
}
