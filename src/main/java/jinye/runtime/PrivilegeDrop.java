package jinye.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL, which refuses to run as root, is started by an application that does. Two ways, in this order: a user
 * namespace (nothing on disk changes hands), or an unprivileged account that is given the database's folder.
 *
 * @param prefix words in front of the command; empty for whoever is not root
 * @param account who must own the database's files; null when they stay with whoever runs the application
 */
record PrivilegeDrop(List<String> prefix, @Nullable String account) {

    private static final List<String> ACCOUNTS = List.of("postgres", "nobody");

    static PrivilegeDrop find(PostgresBinaries binaries, Path home) {
        if (!isRoot()) {
            return new PrivilegeDrop(List.of(), null);
        }
        if (ChildCommand.run("unshare", "-U", binaries.program("postgres"), "-V")
                .isGood()) {
            return new PrivilegeDrop(List.of("unshare", "-U"), null);
        }
        return byAccount(home);
    }

    static PrivilegeDrop byAccount(Path home) {
        for (String account : ACCOUNTS) {
            var group = ChildCommand.run("id", "-g", account);
            if (!group.isGood()) {
                continue;
            }
            List<String> prefix = List.of(
                    "setpriv", "--reuid", account, "--regid", group.output(), "--clear-groups", "--no-new-privs");
            var drop = new PrivilegeDrop(prefix, account);
            drop.takeOwnership(home);
            if (drop.command(List.of("test", "-w", home.toString())).run().isGood()) {
                return drop;
            }
        }
        throw new CannotStart(
                "数据库不能以 root 身份运行，而 postgres、nobody 账号都不能写入 %s，请换一个数据目录，或以普通用户运行。".formatted(home),
                "The database does not run as root, and neither postgres nor nobody can write %s (is a parent folder closed to them?); choose another data folder or run as an ordinary user."
                        .formatted(home));
    }

    /** Gives the folder to the account, where one is needed; files restored from a backup belong to root until then. */
    void takeOwnership(Path folder) {
        if (account == null) {
            return;
        }
        try {
            UserPrincipal owner =
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(account);
            FolderTree.giveTo(owner, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChildCommand command(List<String> words) {
        return new ChildCommand(prefixed(words), Duration.ofMinutes(2));
    }

    List<String> prefixed(List<String> words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return all;
    }

    private static boolean isRoot() {
        return ChildCommand.run("id", "-u").output().equals("0");
    }
}
