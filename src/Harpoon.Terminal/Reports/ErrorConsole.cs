using System.Text;
using Harpoon.Terminal.Terminals;
using Spectre.Console;

namespace Harpoon.Terminal.Reports;

/// <summary>Standard error as a terminal to draw on.</summary>
internal sealed class ErrorConsole(TextWriter writer) : IAnsiConsoleOutput
{
    private const int Columns = 80;
    private const int Rows = 24;

    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => Screen.Size() is { Columns: > 0 } size ? (int)size.Columns : Columns;

    public int Height => Screen.Size() is { Rows: > 0 } size ? (int)size.Rows : Rows;

    public void SetEncoding(Encoding encoding)
    {
        // It is UTF-8.
    }

    /// <summary>Bars on a stream that is a terminal.</summary>
    public static TransferBars Bars(Stream error, bool hasColors) => new(AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = hasColors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
        Out = new ErrorConsole(new StreamWriter(error, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" }),
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    }));
}
