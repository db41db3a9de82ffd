/** 消息: telling a person, in the application for now. Each message once per person. */
@ApplicationModule(
        id = "messages",
        displayName = "Messages",
        allowedDependencies = {"kernel", "access", "web"})
@NullMarked
package jinye.platform.messages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
