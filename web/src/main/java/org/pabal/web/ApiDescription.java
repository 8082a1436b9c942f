package org.pabal.web;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.pabal.web.problem.Problem;

/**
 * Puts right in the description at {@code /openapi} what annotations cannot say: paths without JAX-RS's patterns, an id for
 * each operation that no other has, and that everything may end in a problem document.
 */
public class ApiDescription implements OASFilter {
    private static final Pattern PATTERN_OF_PARAMETER = Pattern.compile("\\{\\s*(\\w+)\\s*:[^/]*\\}");
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9]+");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        Paths paths = OASFactory.createPaths();
        for (Map.Entry<String, PathItem> item : new TreeMap<>(api.getPaths().getPathItems()).entrySet()) {
            String path = plain(item.getKey());
            item.getValue().getOperations().forEach((method, operation) -> describe(method, path, operation));
            paths.addPathItem(path, item.getValue());
        }
        api.setPaths(paths);
    }

    private static void describe(PathItem.HttpMethod method, String path, Operation operation) {
        operation.setOperationId(operationId(method.name(), path));
        APIResponses responses = operation.getResponses();
        if (responses != null) {
            APIResponse undeclared = responses.getAPIResponse("default");
            if (undeclared != null) {
                // what the server guesses for a method that declares nothing is its success
                responses.addAPIResponse("200", undeclared.description("as asked"));
            }
            responses.addAPIResponse(
                    "default",
                    OASFactory.createAPIResponse()
                            .description(
                                    "a problem (RFC 9457): 401 who are you, 403 your role does not allow it, and others")
                            .content(OASFactory.createContent()
                                    .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType())));
        }
    }

    /** @return the path with {@code {id}} for {@code {id: [0-9]+}} */
    static String plain(String path) {
        return PATTERN_OF_PARAMETER.matcher(path).replaceAll("{$1}");
    }

    /** @return as {@code get-control-name} */
    static String operationId(String method, String path) {
        String name = NO_NAME.matcher(path.replaceFirst("^/api/v1/", "")).replaceAll("-");
        return method.toLowerCase(Locale.ROOT) + "-" + name.replaceFirst("-$", "");
    }
}
