// Written for any Node there ever was, because this is what an old one reads first.
var major = Number(process.versions.node.split('.')[0])
if (major < 26) {
  process.stderr.write(
    'This program needs Node 26 or newer, and this is Node ' +
      process.versions.node +
      '. On Linux `npm ci` brings Node 26 along (run the commands through npm); on macOS and Windows install it from https://nodejs.org first.\n',
  )
  process.exit(1)
}
