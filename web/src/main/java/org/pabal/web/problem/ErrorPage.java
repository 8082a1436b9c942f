package org.pabal.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the container refuses before the API sees it, as a problem document instead of the container's HTML. */
@WebServlet(name = "problem", urlPatterns = ErrorPage.LOCATION)
public class ErrorPage extends HttpServlet {
    static final String LOCATION = "/problem";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // asked for directly, it is a page like any other that is not there
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        write(Problem.of(status, Sentences.forStatus(status)), response);
    }

    /** Writes the document as the whole answer. */
    public static void write(Problem problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        byte[] document = problem.document();
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }
}
