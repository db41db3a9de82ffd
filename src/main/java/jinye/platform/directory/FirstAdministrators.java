package jinye.platform.directory;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jinye.safeguard.access.Accounts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opens an empty bureau for real work: the provincial unit with the three administrators (三员分立), each with a random password
 * that is told once, on the console, and must be changed at first use. They enter everybody else.
 */
@Component
class FirstAdministrators {

    private record Administrator(String login, String title, String role) {}

    private static final List<Administrator> THREE = List.of(
            new Administrator("sysadmin", "系统管理员", "A_SYS"),
            new Administrator("secadmin", "安全管理员", "A_SEC"),
            new Administrator("auditadmin", "审计管理员", "A_AUD"));

    /** Without those that look alike when copied from a screen. */
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final boolean national;
    private final Clock clock;

    FirstAdministrators(JdbcClient jdbc, Accounts accounts, @Value("${jinye.role:province}") String role, Clock clock) {
        this.national = role.equals("national");
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @return what to tell on the console */
    List<String> open() {
        var name = national ? "国家烟草专卖局" : "湖南省烟草专卖局";
        long unit = insert(
                """
                insert into directory.unit (code, name, short_name, doc_mark, fonds, level, sort, tag, valid_from, pinyin, initials)
                values (?, ?, ?, ?, ?, ?, 1, '(verify)', ?, ?, ?) returning id""",
                national ? DemoBureau.NATIONAL_CODE : "43000000",
                name,
                national ? "国家局" : "湖南省局",
                national ? "国烟" : "湘烟",
                national ? "Z001" : "Z109",
                national ? "NATIONAL" : "PROVINCE",
                today(),
                Pinyin.ofName(name).letters(),
                Pinyin.ofName(name).initials());
        long department = insert("""
                insert into directory.department (unit_id, code, name, sort, valid_from, pinyin, initials)
                values (?, 'XXC', '信息中心', 90, ?, 'xinxizhongxin', 'xxzx') returning id""", unit, today());
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("首次启动：已建立三员账号。密码只显示这一次，首次登录须修改。");
        for (int n = 0; n < THREE.size(); n++) {
            var one = THREE.get(n);
            long post = insert("""
                    insert into directory.post (department_id, code, title, category, rank, headcount, valid_from)
                    values (?, ?, ?, 'STAFF', ?, 1, ?) returning id""", department, "ADMIN" + (n + 1), one.title(), 90 + n, today());
            var pinyin = Pinyin.ofPerson(one.title());
            long person = insert("""
                    insert into directory.person (name, pinyin, initials, staff_number, valid_from)
                    values (?, ?, ?, ?, ?) returning id""", one.title(), pinyin.letters(), pinyin.initials(), one.login(), today());
            insert(
                    "insert into directory.holding (person_id, post_id, main, valid_from) values (?, ?, true, ?) returning id",
                    person,
                    post,
                    today());
            insert(
                    "insert into directory.role_holding (person_id, role, unit_id, valid_from) values (?, ?, ?, ?) returning id",
                    person,
                    one.role(),
                    unit,
                    today());
            var password = password();
            accounts.openFirst(person, one.login(), password);
            lines.add("  %-12s %s　%s".formatted(one.login(), one.title(), password));
        }
        return lines;
    }

    private long insert(String sql, Object... values) {
        return jdbc.sql(sql).params(values).query(Long.class).single();
    }

    /** Sixteen characters of 55 are about 92 bits; the ending makes sure that three classes are there. */
    private static String password() {
        var random = new SecureRandom();
        var password = new StringBuilder();
        for (int n = 0; n < 16; n++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.append("-Q7").toString();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
