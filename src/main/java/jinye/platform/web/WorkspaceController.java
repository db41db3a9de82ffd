package jinye.platform.web;

import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the workspace, a single page: every address inside it that is not a file is answered with that page. */
@Controller
class WorkspaceController implements WebMvcConfigurer {

    @GetMapping("/")
    String home() {
        return "redirect:/workspace/";
    }

    @GetMapping({"/workspace", "/workspace/", "/workspace/{page:[^.]*}", "/workspace/{page:(?!assets$)[^.]*}/**"})
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("static/workspace/index.html"));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/workspace/assets/**")
                .addResourceLocations("classpath:/static/workspace/assets/")
                // names carry a hash of the content
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }
}
