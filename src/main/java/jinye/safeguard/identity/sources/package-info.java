/**
 * 目录登录: people of an LDAP or AD directory sign in with its password and are compared with ours. The directory never changes
 * anything by itself: every difference is a line that an administrator confirms.
 */
@NullMarked
package jinye.safeguard.identity.sources;

import org.jspecify.annotations.NullMarked;
