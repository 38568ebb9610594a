using System.Net;
using System.Text;

using var server = new HttpListener { Prefixes = { "http://+:8080/" } };
server.Start();
while (true)
{
    var request = await server.GetContextAsync();
    request.Response.Close(Encoding.UTF8.GetBytes($"{Environment.GetEnvironmentVariable("HARBOUR")}: " + "12 herring"), willBlock: true);
}
