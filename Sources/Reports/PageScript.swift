/// Search and sorting for long tables; a page works without it.
///
/// A browser runs this script and no other: the page's policy names its hash, so that nothing a file brings can become
/// active even if it were not escaped. Of a long table it shows the first 500 rows that fit, since laying out thousands
/// takes a browser seconds; a button, and printing, show all. A page that grew old says so.
enum PageScript {
    /// SHA-256 of ``text``, as the policy wants it.
    static let hash = "uqFnc9Rs82msHdkkHfVXQO6u0jfW65H80EEzWsCj4NM="

    static let text = #"""
        (function(){"use strict";
        var russian=document.documentElement.lang==="ru",most=500,collator=new Intl.Collator(document.documentElement.lang,{numeric:true});
        document.querySelectorAll("[data-alive]").forEach(function(p){
        p.hidden=Date.now()-Date.parse(p.getAttribute("data-alive"))<72e5;});
        function key(cell){if(!cell)return"";var t=cell.textContent.trim();var d=t.match(/^(\d\d)\.(\d\d)\.(\d{4})(.*)$/);
        if(d)return d[3]+d[2]+d[1]+d[4];var n=t.replace(/[\s\u00a0]/g,"").replace("\u2212","-").replace(",",".");
        return n!==""&&!isNaN(n)?Number(n):t.toLowerCase();}
        function before(a,b){return typeof a==="number"&&typeof b==="number"?a-b:collator.compare(String(a),String(b));}
        document.querySelectorAll(".wide table").forEach(function(table){var body=table.tBodies[0];if(!body)return;
        var groups=[],tail=[];Array.prototype.forEach.call(body.rows,function(row){
        if(row.className==="card"&&groups.length){groups[groups.length-1].rows.push(row);}
        else if(row.className==="total"){tail.push(row);}
        else{groups.push({rows:[row],fits:true,shown:true});}});
        if(groups.length<12)return;
        groups.forEach(function(g){g.text=g.rows.map(function(r){return r.textContent;}).join(" ").toLowerCase();});
        var box=document.createElement("input"),said=document.createElement("p"),due=0;
        box.type="search";box.placeholder=russian?"\u041d\u0430\u0439\u0442\u0438\u2026":"Find\u2026";
        box.setAttribute("aria-label",box.placeholder);table.parentNode.parentNode.insertBefore(box,table.parentNode);
        said.className="sub more";table.parentNode.parentNode.insertBefore(said,table.parentNode.nextSibling);
        function show(limit){var count=0,fitting=0;groups.forEach(function(g){if(g.fits)fitting++;
        var shown=g.fits&&count<limit;if(shown)count++;
        if(shown!==g.shown){g.shown=shown;g.rows.forEach(function(r){r.hidden=!shown;});}});
        said.textContent="";said.hidden=count===fitting;if(count===fitting)return;
        said.textContent=(russian?"\u041f\u043e\u043a\u0430\u0437\u0430\u043d\u043e ":"Shown ")+count+(russian?" \u0438\u0437 ":" of ")+fitting+". ";
        var all=document.createElement("button");all.type="button";all.textContent=russian?"\u041f\u043e\u043a\u0430\u0437\u0430\u0442\u044c \u0432\u0441\u0435":"Show all";
        all.addEventListener("click",function(){show(Infinity);});said.appendChild(all);}
        function find(){var words=box.value.toLowerCase().split(/\s+/);
        groups.forEach(function(g){g.fits=words.every(function(w){return g.text.indexOf(w)>=0;});});show(most);}
        box.addEventListener("input",function(){clearTimeout(due);due=setTimeout(find,60);});
        window.addEventListener("beforeprint",function(){show(Infinity);});
        Array.prototype.forEach.call(table.tHead.rows[0].cells,function(head,column){head.style.cursor="pointer";
        head.addEventListener("click",function(){var down=head.getAttribute("aria-sort")==="ascending";
        Array.prototype.forEach.call(table.tHead.rows[0].cells,function(h){h.removeAttribute("aria-sort");});
        head.setAttribute("aria-sort",down?"descending":"ascending");
        groups.forEach(function(g){g.key=key(g.rows[0].cells[column]);});
        groups.sort(function(a,b){return down?before(b.key,a.key):before(a.key,b.key);});
        var list=document.createDocumentFragment();groups.forEach(function(g){g.rows.forEach(function(r){list.appendChild(r);});});
        tail.forEach(function(r){list.appendChild(r);});body.appendChild(list);show(most);});});
        show(most);});
        })();
        """#
}
