package org.pabal.web.problem;

/** What to say about a status that the framework or the container chose. */
final class Sentences {
    private Sentences() {}

    static String forStatus(int status) {
        return switch (status) {
            case 400 -> "The request cannot be understood.";
            case 401 -> Problem.unauthorized().detail();
            case 403 -> "Your role does not allow this.";
            case 404 -> "There is nothing here.";
            case 405 -> "This method does not work here; the Allow field has those that do.";
            case 406 -> "There is no representation of a type that the Accept field asks for.";
            case 413 -> "The body is too large.";
            case 415 -> "A body of this Content-Type is not understood here.";
            case 503 -> "This is not available now; try again later.";
            default -> status < 500 ? "The request was refused." : "Something went wrong here.";
        };
    }
}
