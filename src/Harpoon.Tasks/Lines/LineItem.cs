using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines;

/// <summary>Turns a <c>DockerfileLine</c> item into a line.</summary>
internal static class LineItem
{
    public const string ItemName = "DockerfileLine";
    public const string Arguments = "Arguments";
    public const string Content = "Content";

    public static DockerfileLine Read(ITaskItem item, SourceLocation? location)
    {
        var arguments = item.GetMetadata(Arguments);
        var text = arguments.Length == 0 ? item.ItemSpec : $"{item.ItemSpec} {arguments}";
        var content = item.GetMetadata(Content);
        return new DockerfileLine(text, content.Length == 0 ? null : content, location);
    }
}
