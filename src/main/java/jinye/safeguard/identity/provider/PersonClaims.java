package jinye.safeguard.identity.provider;

import java.util.Set;
import java.util.function.Function;
import jinye.platform.directory.Directory;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.stereotype.Component;

/** What an application is told about the person: as much as the granted scopes say, as the directory knows it now. */
@Component
class PersonClaims implements Function<OidcUserInfoAuthenticationContext, OidcUserInfo> {

    private final Directory directory;

    PersonClaims(Directory directory) {
        this.directory = directory;
    }

    @Override
    public OidcUserInfo apply(OidcUserInfoAuthenticationContext context) {
        var scopes = context.getAccessToken().getScopes();
        long id = Long.parseLong(context.getAuthorization().getPrincipalName());
        return about(id, scopes);
    }

    OidcUserInfo about(long id, Set<String> scopes) {
        var claims = OidcUserInfo.builder().subject(Long.toString(id));
        var person = directory.person(id);
        if (scopes.contains("profile")) {
            claims.name(person.name());
        }
        if (scopes.contains("organisation")) {
            claims.claim("unit", Long.toString(person.unit()))
                    .claim("unit_code", directory.unit(person.unit()).code())
                    .claim("unit_name", person.unitName())
                    .claim("department", Long.toString(person.department()))
                    .claim("department_name", person.departmentName())
                    .claim("post", Long.toString(person.post()))
                    .claim("post_title", person.postTitle());
        }
        if (scopes.contains("person_number")) {
            claims.claim("person_number", directory.staffNumber(id));
        }
        return claims.build();
    }
}
