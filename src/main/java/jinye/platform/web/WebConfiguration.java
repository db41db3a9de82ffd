package jinye.platform.web;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.util.List;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    static {
        // the actor comes from the session and the version from a header; neither is a query parameter
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, IfMatch.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new IfMatchResolver());
    }

    @Bean
    RecurringTask<Void> forgetOldKeys(WrittenAnswers answers) {
        return Tasks.recurring("web.forget-old-keys", Schedules.daily(LocalTime.of(3, 10)))
                .execute((instance, context) -> answers.forgetOld());
    }

    private static final class IfMatchResolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == IfMatch.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory factory) {
            var header = request.getHeader("If-Match");
            try {
                if (header != null) {
                    return new IfMatch(Long.parseLong(
                            header.replace("W/", "").replace("\"", "").strip()));
                }
            } catch (NumberFormatException notOurs) {
                // refused below, with the same sentence
            }
            throw new IfMatch.Missing();
        }
    }
}
