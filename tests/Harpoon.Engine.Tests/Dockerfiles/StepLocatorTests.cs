using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Tests.Dockerfiles;

public class StepLocatorTests
{
    [Theory]
    [InlineData("dockerfile parse error line 3: unknown instruction: FOO", 3)]
    [InlineData("failed to solve: dockerfile parse error on line 2: FROM requires", 2)]
    [InlineData("Dockerfile:4\n--------------------\n   2 | RUN x", 4)]
    [InlineData("The command '/bin/sh -c false' returned a non-zero code: 1", 0)]
    [InlineData("dockerfile parse error line 99: beyond", 0)]
    public void A_line_in_an_errors_text_is_found(string error, int expected)
    {
        var dockerfile = Parsed.File("FROM a\nRUN b\nRUN c\nRUN d");

        var place = new StepLocator(dockerfile, DockerfileParser.Parse(dockerfile)).OfError(error);

        Assert.Equal(expected, place is null ? 0 : place.Line - 10);
    }
}
